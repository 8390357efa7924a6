#!/bin/sh
# neataptic 1.4.7 (npm): cost functions; MSLE is the "Mean Squared Logarithmic Error".
#
# Guess: an error that is squared is never negative, and 0 only where every output is its target.
# Seen: it is neither squared nor a mean: the logarithms' differences are added up, with their signs. Outputs above
#   their targets have negative errors, errors of both kinds cancel, and a training that is to go on down to an error
#   of 0.01 ends at once where the first outputs are too large.
# Output seen:
#   targets 0.5 0.5, outputs 0.5 0.5: 0.0000, should be 0.0000
#   targets 0.5 0.5, outputs 0.9 0.9: -1.1756, should be 0.0559
#   targets 0.2 0.8, outputs 0.8 0.2: 0.0000, should be 0.1644
#   training to an error of 0.01 of a network far above its targets: 1 iteration
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . neataptic@1.4.7
cat > run.cjs <<'END'
const { architect, methods } = require("neataptic");
function right(targets, outputs) {
  const squares = targets.map((t, i) => (Math.log(1 + t) - Math.log(1 + outputs[i])) ** 2);
  return squares.reduce((sum, x) => sum + x) / squares.length;
}
const pairs = [[[0.5, 0.5], [0.5, 0.5]], [[0.5, 0.5], [0.9, 0.9]], [[0.2, 0.8], [0.8, 0.2]]];
const seen = pairs.map(([targets, outputs]) => {
  const error = methods.cost.MSLE(targets, outputs);
  const texts = [error, right(targets, outputs)].map((x) => (Math.abs(x) < 1e-9 ? 0 : x).toFixed(4));
  console.log(`targets ${targets.join(" ")}, outputs ${outputs.join(" ")}: ${texts[0]}, should be ${texts[1]}`);
  return error;
});
const network = new architect.Perceptron(1, 2, 1);
const data = [{ input: [0], output: [0.1] }, { input: [1], output: [0.2] }];
const { iterations } = network.train(data, { cost: methods.cost.MSLE, error: 0.01, iterations: 1000, rate: 0.01 });
const many = `${iterations} iteration${iterations === 1 ? "" : "s"}`;
console.log(`training to an error of 0.01 of a network far above its targets: ${many}`);
process.exit(seen[1] < 0 && Math.abs(seen[2]) < 1e-9 && iterations === 1 ? 0 : 1);
END
node run.cjs
