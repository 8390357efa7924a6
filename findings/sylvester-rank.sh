#!/bin/sh
# sylvester 0.0.21 (npm): vectors and matrices; rank().
#
# Guess: a matrix whose rows are 0 1 and 0 2 has the rank 1.
# Seen: it has 2, with the determinant 0. Rows are reduced by the diagonal alone: where that is 0, and no row below
#   helps, the rest of its row takes nothing away from the others, and each row that is not all zeros counts. Of the
#   matrices of three by three zeros and ones 60 of 512 have a rank too large.
# Output seen:
#   0 1, 0 2: rank 2, determinant 0
#   512 of three by three: right 452, too large 60, too small 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . sylvester@0.0.21
cat > run.cjs <<'END'
const { Matrix } = require("sylvester");
/** The rank by the largest square part with a determinant. */
function rank(m) {
  const det = (a, b, c, d) => a * d - b * c;
  const minors = [[0, 1], [0, 2], [1, 2]].flatMap(([i, j]) =>
    [[0, 1], [0, 2], [1, 2]].map(([k, l]) => det(m[i][k], m[i][l], m[j][k], m[j][l])));
  const whole = m[0][0] * minors[8] - m[0][1] * minors[7] + m[0][2] * minors[6];
  return whole ? 3 : minors.some(Boolean) ? 2 : m.flat().some(Boolean) ? 1 : 0;
}
const two = Matrix.create([[0, 1], [0, 2]]);
console.log(`0 1, 0 2: rank ${two.rank()}, determinant ${two.determinant()}`);
const counts = { right: 0, "too large": 0, "too small": 0 };
for (let bits = 0; bits < 512; bits++) {
  const m = [0, 3, 6].map((row) => [0, 1, 2].map((column) => (bits >> (row + column)) & 1));
  const off = Matrix.create(m).rank() - rank(m);
  counts[off > 0 ? "too large" : off < 0 ? "too small" : "right"]++;
}
console.log(`512 of three by three: ${Object.entries(counts).map(([name, count]) => `${name} ${count}`).join(", ")}`);
process.exit(two.rank() === 2 && two.determinant() === 0 && counts["too large"] > 20 ? 0 : 1);
END
node run.cjs
