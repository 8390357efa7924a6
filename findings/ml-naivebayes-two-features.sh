#!/bin/sh
# ml-naivebayes 4.0.0 (npm): naive Bayes; GaussianNB for features that are numbers.
#
# Guess: every feature counts, in whatever column it stands.
# Seen: only the first two do. A prediction goes through as many features as a pair of numbers has members. Classes
#   that differ in the third column are told apart by chance, in the first or second perfectly. Training looks at all
#   columns, and the exported model has them all.
# Output seen, of 200 rows of 5 features, classes 10 apart in one of them, right predictions of rows trained with:
#   column 1: 200
#   column 2: 200
#   column 3: 111
#   column 4: 108
#   column 5: 105
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ml-naivebayes@4.0.0
cat > run.cjs <<'END'
const { GaussianNB } = require("ml-naivebayes");
let state = 1;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const labels = Array.from({ length: 200 }, (_, i) => i % 2);
const seen = [0, 1, 2, 3, 4].map((column) => {
  const rows = labels.map((label) => Array.from({ length: 5 }, (_, j) => random() + (j === column ? 10 * label : 0)));
  const model = new GaussianNB();
  model.train(rows, labels);
  const right = model.predict(rows).filter((label, i) => label === labels[i]).length;
  console.log(`column ${column + 1}: ${right}`);
  return right;
});
process.exit(seen[0] === 200 && seen[1] === 200 && seen.slice(2).every((right) => right < 150) ? 0 : 1);
END
node run.cjs
