#!/bin/sh
# toygrad 2.6.0 (npm): small networks, with Adam among its trainers.
#
# Guess: Adam's steps are about as long as the learning rate from the first one on, which is what its correction of
#   the means that begin at 0 is for.
# Seen: the correction multiplies by 1 - beta^k where it should divide. Under a steady gradient the first step is 10
#   learning rates long, the tenth 43 and the hundredth still 10: a good start, or what was learnt before, is thrown
#   far off.
# Output seen, in learning rates, with a steady gradient:
#   step 1: 10.0, step 10: 42.6, step 100: 10.5, step 1000: 1.6
#   Adam as defined: 1.0, 1.0, 1.0, 1.0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . toygrad@2.6.0
cat > run.mjs <<'END'
import { NeuralNetwork, Tensor, Trainers } from "toygrad";
const learningRate = 0.001;
const layers = [{ type: "input", sx: 1, sy: 1, sz: 1 }, { type: "dense", filters: 1 }, { type: "regression" }];
const network = new NeuralNetwork({ layers });
const trainer = new Trainers.Adam(network, { learningRate, batchSize: 1 });
const weight = () => network.getParamsAndGrads()[0].params[0];
const shown = [1, 10, 100, 1000];
const [beta1, beta2, gradient] = [0.9, 0.999, -1];
let [m, v] = [0, 0];
const [seen, defined] = [[], []];
for (let k = 1; k <= 1000; k++) {
  const before = weight();
  // So far from its goal that the gradient stays the same but for a hundredth.
  trainer.train(new Tensor(1, 1, 1, Float32Array.of(1)), [10000]);
  [m, v] = [beta1 * m + (1 - beta1) * gradient, beta2 * v + (1 - beta2) * gradient ** 2];
  if (!shown.includes(k)) continue;
  seen.push(((weight() - before) / learningRate).toFixed(1));
  defined.push((-(m / (1 - beta1 ** k)) / Math.sqrt(v / (1 - beta2 ** k))).toFixed(1));
}
console.log(shown.map((k, i) => `step ${k}: ${seen[i]}`).join(", "));
console.log(`Adam as defined: ${defined.join(", ")}`);
const long = Math.abs(seen[0] - 10) < 0.1 && seen[1] > 40 && seen[2] > 10;
process.exit(long && defined.every((step) => step === "1.0") ? 0 : 1);
END
node run.mjs
