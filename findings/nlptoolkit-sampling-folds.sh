#!/bin/sh
# nlptoolkit-sampling 1.0.5 (npm): K folds for cross-validation.
#
# Guess: the test folds together are the whole sample, each instance once; where K does not divide it, sizes differ by one.
# Seen: the bounds of a fold are fractions and used as indices. A fold that begins between two whole numbers is all
#   undefined, and so are the ends of training folds. Of 10 instances in 4 folds 4 are never tested, and the lengths look
#   right. The stratified folds do the same for each class. Where K divides the sample all is well.
# Output seen:
#   10 in 5 folds: 2 2 2 2 2, instances tested 10, undefined 0
#   10 in 4 folds: 3 3 3 3, instances tested 6, undefined 6
#   fold 1 of 4: undefined undefined undefined
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . nlptoolkit-sampling@1.0.5
cat > run.cjs <<'END'
const { KFoldCrossValidation } = require("nlptoolkit-sampling");
const folds = (size, k) => {
  const made = new KFoldCrossValidation(Array.from({ length: size }, (_, i) => i), k, 1);
  return Array.from({ length: k }, (_, fold) => made.getTestFold(fold));
};
const lines = [5, 4].map((k) => {
  const all = folds(10, k);
  const flat = all.flat();
  const tested = new Set(flat.filter((one) => one !== undefined)).size;
  const lost = flat.filter((one) => one === undefined).length;
  return `10 in ${k} folds: ${all.map((fold) => fold.length).join(" ")}, instances tested ${tested}, undefined ${lost}`;
});
lines.push(`fold 1 of 4: ${folds(10, 4)[1].map(String).join(" ")}`);
console.log(lines.join("\n"));
const seen = [
  "10 in 5 folds: 2 2 2 2 2, instances tested 10, undefined 0",
  "10 in 4 folds: 3 3 3 3, instances tested 6, undefined 6",
  "fold 1 of 4: undefined undefined undefined",
];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
