#!/bin/sh
# @kobra-dev/js-regression 1.0.12 (npm): logistic regression; fit also finds a threshold, and by the README a row is of
#   the class where transform(row) >= threshold.
#
# Guess: the threshold is the smallest probability of the rows of the class, and with cleanly parted rows it parts them.
# Seen: it is taken of rows that have their constant column twice, so with one column it is the probability at 1,
#   wherever the rows are. Of twenty rows that could be told apart five or six are called wrong.
# Output seen:
#   border 6: threshold 0.0000104, at 1 0.0000104, smallest of the class 0.806
#     right by the threshold 15 of 20, by the smallest 20
#   border -5: threshold 1.00, at 1 1.00, smallest of the class 0.761
#     right by the threshold 14 of 20, by the smallest 20
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @kobra-dev/js-regression@1.0.12
cat > run.cjs <<'END'
const { LogisticRegression } = require("@kobra-dev/js-regression");
/** Trained with 20 numbers around a border that parts them. */
function tried(border) {
  const rows = Array.from({ length: 20 }, (_, i) => [border - 10 + i, i < 10 ? 0 : 1]);
  const model = new LogisticRegression({ alpha: 0.1, iterations: 20000, lambda: 0 });
  model.fit(rows.map((row) => [...row]));
  const chance = (x) => model.transform([x]);
  const smallest = Math.min(...rows.filter(([, label]) => label).map(([x]) => chance(x)));
  const largest = Math.max(...rows.filter(([, label]) => !label).map(([x]) => chance(x)));
  const right = (limit) => rows.filter(([x, label]) => (chance(x) >= limit ? 1 : 0) === label).length;
  const found = [model.threshold, chance(1), smallest].map((number) => number.toPrecision(3));
  console.log(`border ${border}: threshold ${found[0]}, at 1 ${found[1]}, smallest of the class ${found[2]}`);
  console.log(`  right by the threshold ${right(model.threshold)} of 20, by the smallest ${right(smallest)}`);
  return model.threshold === chance(1) && largest < smallest ? right(model.threshold) : NaN;
}
const [six, below] = [6, -5].map(tried);
process.exit(six < 16 && below < 16 ? 0 : 1);
END
node run.cjs
