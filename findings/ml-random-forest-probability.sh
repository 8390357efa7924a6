#!/bin/sh
# ml-random-forest 2.1.0 (npm): predictProbability() of a classifier.
#
# Guess: the share of the trees that vote for a label; over all labels the shares sum to 1.
# Seen: the vote of the first tree is not counted: five trees that agree say 0.8, two say 0.5 and one says 0. Its label
#   is added to the sum instead, so that a label of 100000 makes 0.9.
# Output seen, where all trees agree:
#   1 tree: 0, 2 trees: 0.5, 5 trees: 0.8, 100 trees: 0.99
#   5 trees, labels 0 and 100000: 0.9
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ml-random-forest@2.1.0
cat > run.cjs <<'END'
const { RandomForestClassifier } = require("ml-random-forest");
const rows = Array.from({ length: 40 }, (_, i) => [i, i]);
function probability(trees, other) {
  const options = { seed: 3, nEstimators: trees, maxFeatures: 2, replacement: false, noOOB: true };
  const forest = new RandomForestClassifier(options);
  forest.train(rows, rows.map(([x]) => (x < 20 ? 0 : other)));
  return forest.predictProbability([[39, 39]], other)[0];
}
const sizes = [1, 2, 5, 100];
const found = sizes.map((trees) => probability(trees, 1).toFixed(2));
const large = probability(5, 100000).toFixed(2);
console.log(sizes.map((trees, i) => `${trees} tree${trees > 1 ? "s" : ""}: ${Number(found[i])}`).join(", "));
console.log(`5 trees, labels 0 and 100000: ${Number(large)}`);
process.exit(found.join(" ") === "0.00 0.50 0.80 0.99" && large === "0.90" ? 0 : 1);
END
node run.cjs
