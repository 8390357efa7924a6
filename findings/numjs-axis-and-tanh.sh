#!/bin/sh
# @d4c/numjs 0.17.35 (npm), "like NumPy, in JavaScript": reductions along an axis, and tanh.
#
# Guess: sum(a, 0) sums along the axis, as in NumPy, or says that it cannot; tanh(1000) is 1.
# Seen: the axis is ignored: sum, mean, max and std of a matrix along an axis are those of the whole. tanh(1000) is NaN, as
#   a quotient of two infinities, while tanh(-1000) is -1.
# Output seen:
#   sum along axis 0: 21
#   mean along axis 0: 3.5
#   max along axis 0: 6
#   tanh of 1000 and -1000: NaN, -1
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @d4c/numjs@0.17.35
cat > run.cjs <<'END'
const nj = require("@d4c/numjs").default ?? require("@d4c/numjs");
const lines = [];
const matrix = nj.array([[1, 2, 3], [4, 5, 6]]);
for (const name of ["sum", "mean", "max"]) lines.push(`${name} along axis 0: ${JSON.stringify(nj[name](matrix, 0))}`);
lines.push(`tanh of 1000 and -1000: ${nj.tanh(nj.array([1000, -1000])).tolist().join(", ")}`);
console.log(lines.join("\n"));
const seen = [
  "sum along axis 0: 21",
  "mean along axis 0: 3.5",
  "max along axis 0: 6",
  "tanh of 1000 and -1000: NaN, -1",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
