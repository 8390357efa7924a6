#!/bin/sh
# svd-js 1.1.1 (npm): singular value decomposition, a translation of a well-known old procedure.
#
# Guess: a matrix of rank one, a column times a row, is decomposed as any other: one singular value, and zeros.
# Seen: where a step of the iteration comes to exactly 0, that 0 is divided by itself: singular values and factors are
#   NaN, nothing is thrown. That meets a quarter of the small matrices whose second row is a multiple of the first; a
#   millionth of noise, and all is well.
# Output seen, the singular values as they come:
#   1 2, 3 4: 0.366 5.465
#   1 2, 2 4: 0.000 NaN, factors with 4 NaN
#   1 1, 1 1, 1 1: 0.000 NaN, factors with 6 NaN
#   1 2, 2 4.000001: 0.000 5.000
#   a b, ca cb with numbers from 1 to 9: 188 of 729 with NaN
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . svd-js@1.1.1
cat > run.cjs <<'END'
const { SVD } = require("svd-js");
const isNaN = (value) => Number.isNaN(value);
function say(rows) {
  const { u, q, v } = SVD(rows);
  const lost = [u, v].flat(2).filter(isNaN).length;
  const name = rows.map((row) => row.join(" ")).join(", ");
  return `${name}: ${q.map((value) => value.toFixed(3)).join(" ")}${lost ? `, factors with ${lost} NaN` : ""}`;
}
const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const all = digits.flatMap((a) => digits.flatMap((b) => digits.map((c) => [[a, b], [c * a, c * b]])));
const lost = all.filter((rows) => SVD(rows).q.some(isNaN)).length;
const lines = [
  say([[1, 2], [3, 4]]),
  say([[1, 2], [2, 4]]),
  say([[1, 1], [1, 1], [1, 1]]),
  say([[1, 2], [2, 4.000001]]),
  `a b, ca cb with numbers from 1 to 9: ${lost} of ${all.length} with NaN`,
];
console.log(lines.join("\n"));
const seen = [
  "1 2, 3 4: 0.366 5.465",
  "1 2, 2 4: 0.000 NaN, factors with 4 NaN",
  "1 1, 1 1, 1 1: 0.000 NaN, factors with 6 NaN",
  "1 2, 2 4.000001: 0.000 5.000",
  "a b, ca cb with numbers from 1 to 9: 188 of 729 with NaN",
];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
