#!/bin/sh
# wink-perceptron 2.0.0 (npm): an averaged perceptron for several classes.
#
# Guess: "An empty config object restores the default configuration", nine passes and no extractor; the examples
#   learnt from stay as they were.
# Seen: an empty object leaves passes and extractor as they were last set, so that a second run trains like the first.
#   With shuffleData the array of examples itself is shuffled, away from labels or predictions kept beside it.
# Output seen:
#   set: maxIterations 500, featureExtractor function
#   after defineConfig({}): maxIterations 500, featureExtractor function
#   examples in the order given after learning: no
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . wink-perceptron@2.0.0
cat > run.cjs <<'END'
const winkPerceptron = require("wink-perceptron");
const perceptron = winkPerceptron();
const say = ({ maxIterations, featureExtractor }) =>
  `maxIterations ${maxIterations}, featureExtractor ${featureExtractor ? typeof featureExtractor : "none"}`;
const set = say(perceptron.defineConfig({ maxIterations: 500, featureExtractor: (example) => [example] }));
const restored = say(perceptron.defineConfig({}));
console.log(`set: ${set}`);
console.log(`after defineConfig({}): ${restored}`);
const shuffling = winkPerceptron();
shuffling.defineConfig({ shuffleData: true });
const examples = Array.from({ length: 50 }, (_, i) => [{ x: i, one: 1 }, { label: i < 25 ? "low" : "high" }]);
shuffling.learn(examples);
const kept = examples.every(([{ x }], i) => x === i);
console.log(`examples in the order given after learning: ${kept ? "yes" : "no"}`);
process.exit(restored === set && set.startsWith("maxIterations 500") && !kept ? 0 : 1);
END
node run.cjs
