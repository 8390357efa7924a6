#!/bin/sh
# convnetjs 0.3.0 and its descendant toygrad 2.6.0 (npm): dropout once training is over.
#
# Guess: entries are dropped with the given probability p in training; at inference all are kept and scaled by 1 - p, so
#   that what the next layer sees has the same mean.
# Seen: at inference they are scaled by p. At 0.5, the usual value and that of the examples, it is the same; with a mild
#   dropout of 0.1 the signal is 0.9 in training and 0.1 in use, and the trained network answers with its biases.
# Output seen (input all ones; the mean in training varies in the third digit):
#   convnetjs, drop 0.5: mean 0.50 in training, 0.50 at inference
#   convnetjs, drop 0.1: mean 0.90 in training, 0.10 at inference
#   toygrad, drop 0.5: mean 0.50 in training, 0.50 at inference
#   toygrad, drop 0.1: mean 0.90 in training, 0.10 at inference
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . convnetjs@0.3.0 toygrad@2.6.0
cat > run.mjs <<'END'
import convnetjs from "convnetjs";
import { NeuralNetwork, Tensor } from "toygrad";
const count = 20000;
const mean = (list) => list.reduce((sum, x) => sum + x, 0) / list.length;
const libraries = {
  convnetjs(p) {
    const layer = new convnetjs.DropoutLayer({ in_sx: 1, in_sy: 1, in_depth: count, drop_prob: p });
    return (training) => mean(layer.forward(new convnetjs.Vol(1, 1, count, 1), training).w);
  },
  toygrad(p) {
    const network = new NeuralNetwork({
      layers: [
        { type: "input", sx: 1, sy: 1, sz: count },
        { type: "dropout", probability: p },
        { type: "regression", filters: 1 },
      ],
    });
    const dropout = network.layers[1];
    return (training) => mean(dropout.forward(new Tensor(1, 1, count, new Float32Array(count).fill(1)), training).w);
  },
};
let expected = true;
for (const [name, make] of Object.entries(libraries))
  for (const p of [0.5, 0.1]) {
    const forward = make(p);
    const [training, inference] = [forward(true), forward(false)];
    console.log(`${name}, drop ${p}: mean ${training.toFixed(2)} in training, ${inference.toFixed(2)} at inference`);
    if (Math.abs(training - (1 - p)) > 0.02 || Math.abs(inference - p) > 1e-3) expected = false;
  }
process.exit(expected ? 0 : 1);
END
node run.mjs
