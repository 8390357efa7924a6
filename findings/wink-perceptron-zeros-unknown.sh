#!/bin/sh
# wink-perceptron 2.0.0 (npm): a multi-class averaged perceptron with biases; an empty config "restores the default
#   configuration".
#
# Guess: with a bias for each class it learns "off" for 0 and "on" for 1, and so the gates "and" and "or".
# Seen: a row of zeros is "unknown", while it learns and after: only features other than 0 bring a class into question,
#   and the biases count for no other. Each pass takes it as wrong again and shifts the bias. An empty config keeps the
#   number of passes that was set.
# Output seen:
#   or: unknown on on on, right off on on on
#   and: unknown off off on, right off off off on
#   not both: unknown on on off, right on on on off
#   maxIterations 21, then an empty config: 21, the default is 9
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . wink-perceptron@2.0.0
cat > run.cjs <<'END'
const perceptron = require("wink-perceptron");
/** Trained with four rows of two bits; the labels predicted for them, and the biases. */
function learnt(name, labels) {
  const model = perceptron();
  model.defineConfig({ maxIterations: 100 });
  const rows = [[0, 0], [0, 1], [1, 0], [1, 1]].map(([a, b], i) => [{ a, b }, { label: labels[i] }]);
  model.learn(rows);
  const told = rows.map(([features]) => model.predict(features));
  console.log(`${name}: ${told.join(" ")}, right ${labels.join(" ")}`);
  return told;
}
const gates = {
  or: ["off", "on", "on", "on"],
  and: ["off", "off", "off", "on"],
  "not both": ["on", "on", "on", "off"],
};
const told = Object.entries(gates).map(([name, labels]) => learnt(name, labels));
const model = perceptron();
model.defineConfig({ maxIterations: 21 });
const { maxIterations } = model.defineConfig({});
const usual = perceptron().defineConfig({}).maxIterations;
console.log(`maxIterations 21, then an empty config: ${maxIterations}, the default is ${usual}`);
process.exit(told.every(([first]) => first === "unknown") && maxIterations === 21 && usual === 9 ? 0 : 1);
END
node run.cjs
