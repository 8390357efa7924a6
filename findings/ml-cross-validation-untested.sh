#!/bin/sh
# ml-cross-validation 1.3.0 (npm): k-fold cross-validation.
#
# Guess: every item is tested once, in one of the k folds, whose sizes differ by one at most.
# Seen: the folds have n / k items, cut to a whole number. Where a whole fold or more is left over, further folds
#   are made and dropped: their items are neither tested nor trained with. Where less is left over, it is added
#   to the last one. The accuracy does not tell.
# Output seen:
#   10 items in 4 folds: 8 tested, folds of 2 2 2 2
#   20 items in 11 folds: 11 tested, folds of 1 1 1 1 1 1 1 1 1 1 1
#   11 items in 3 folds: 11 tested, folds of 3 3 5
#   of the 190 ways to cut up to 20 items some are left out in 112
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ml-cross-validation@1.3.0
cat > run.cjs <<'END'
const { kFold } = require("ml-cross-validation");
/** The sizes of the folds, as a classifier is asked to predict them, and how many items the result counts. */
function folds(n, k) {
  const sizes = [];
  class Classifier {
    train() {}
    predict(items) {
      sizes.push(items.length);
      return items.map(() => 0);
    }
  }
  const items = Array.from({ length: n }, (_, i) => [i]);
  const result = kFold(Classifier, items, items.map(() => 0), {}, k);
  return { sizes: sizes.join(" "), tested: result.getMatrix()[0][0] };
}
const seen = [[10, 4], [20, 11], [11, 3]].map(([n, k]) => {
  const { sizes, tested } = folds(n, k);
  console.log(`${n} items in ${k} folds: ${tested} tested, folds of ${sizes}`);
  return tested;
});
let [all, less] = [0, 0];
for (let n = 2; n <= 20; n++) {
  for (let k = 2; k <= n; k++) {
    all++;
    less += Number(folds(n, k).tested < n);
  }
}
console.log(`of the ${all} ways to cut up to 20 items some are left out in ${less}`);
process.exit(seen.join() === "8,11,11" && less === 112 ? 0 : 1);
END
node run.cjs
