#!/bin/sh
# @d4c/numjs 0.17.35 (npm), "like NumPy, in JavaScript": softmax.
#
# Guess: logits of several positions go in as a matrix and each row comes out as a distribution; large logits are fine,
#   since the largest is subtracted first.
# Seen: the whole matrix is normalised as one distribution, so that its entries sum to 1 and each row to less, and
#   nothing is subtracted: from 710 on the result is NaN. The index of the largest entry in a row stays right, which
#   hides it until the numbers are read as probabilities.
# Output seen:
#   rows of softmax([[1, 2], [3, 4]]) sum to 0.1192 and 0.8808
#   softmax([1000, 1001]) is NaN and NaN
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @d4c/numjs@0.17.35
cat > run.cjs <<'END'
const nj = require("@d4c/numjs").default ?? require("@d4c/numjs");
const rows = nj.softmax(nj.array([[1, 2], [3, 4]])).tolist();
const sums = rows.map((row) => (row[0] + row[1]).toFixed(4)).join(" and ");
const large = nj.softmax(nj.array([1000, 1001])).tolist().join(" and ");
console.log(`rows of softmax([[1, 2], [3, 4]]) sum to ${sums}`);
console.log(`softmax([1000, 1001]) is ${large}`);
process.exit(sums === "0.1192 and 0.8808" && large === "NaN and NaN" ? 0 : 1);
END
node run.cjs
