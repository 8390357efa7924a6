#!/bin/sh
# ml-stat 1.3.3 (npm): "Functions for computing stats on arrays and matrices".
#
# Guess: a weighted mean lies between the smallest number and the largest, and doubling all weights changes nothing.
# Seen: for an array it is the sum of the products, not divided by that of the weights; for a matrix it is divided. The
#   weighted variance of an array is taken around that: a list of fives varies. Only weights that add up to 1 are
#   right.
# Output seen:
#   1 2 3 with weights 1 1 2: array 9, matrix 2.25
#   1 2 3 with weights 0.25 0.25 0.5: array 2.25, matrix 2.25
#   variance of 5 5 5 with weights 1 1 2: 360, should be 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ml-stat@1.3.3
cat > run.cjs <<'END'
const { array, matrix } = require("ml-stat");
const numbers = [1, 2, 3];
const seen = [[1, 1, 2], [0.25, 0.25, 0.5]].map((weights) => {
  const means = [array.weightedMean(numbers, weights), matrix.weightedMean(numbers.map((x) => [x]), weights)[0]];
  console.log(`${numbers.join(" ")} with weights ${weights.join(" ")}: array ${means[0]}, matrix ${means[1]}`);
  return means.join(" ");
});
const variance = array.weightedVariance([5, 5, 5], [1, 1, 2]);
console.log(`variance of 5 5 5 with weights 1 1 2: ${variance}, should be 0`);
process.exit(seen.join() === "9 2.25,2.25 2.25" && variance > 0 ? 0 : 1);
END
node run.cjs
