#!/bin/sh
# @rayyamhk/matrix 1.0.8 (npm): "A professional, comprehensive and high-performance library"; rank() of a matrix.
#
# Guess: a column times a row has rank 1.
# Seen: it may have 2. The rows that are not 0 in R of a QR decomposition are counted, which swaps no columns: where an
#   early column depends on others, the same direction shows in two rows. nullity() is wrong by as much.
# Output seen:
#   [[0,-2,-4,-4],[0,0,0,0],[0,-1,-2,-2],[0,1,2,2]]: rank 2, nullity 2, should be 1 and 3
#   of 500 products of 4 x k and k x 4 with whole numbers: 94 have a wrong rank
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @rayyamhk/matrix@1.0.8
cat > run.cjs <<'END'
const Matrix = require("@rayyamhk/matrix");
/** The rank by elimination with whole numbers. */
function right(matrix) {
  const m = matrix.map((row) => row.map(BigInt));
  let rank = 0;
  for (let column = 0; column < m[0].length && rank < m.length; column++) {
    const pivot = m.findIndex((row, i) => i >= rank && row[column] !== 0n);
    if (pivot < 0) continue;
    [m[rank], m[pivot]] = [m[pivot], m[rank]];
    for (let i = rank + 1; i < m.length; i++) {
      const [a, b] = [m[rank][column], m[i][column]];
      m[i] = m[i].map((x, j) => x * a - m[rank][j] * b);
    }
    rank++;
  }
  return rank;
}
const one = [[0, -2, -4, -4], [0, 0, 0, 0], [0, -1, -2, -2], [0, 1, 2, 2]];
const [rank, nullity] = [new Matrix(one).rank(), new Matrix(one).nullity()];
const should = `${right(one)} and ${4 - right(one)}`;
console.log(`${JSON.stringify(one)}: rank ${rank}, nullity ${nullity}, should be ${should}`);
let state = 1;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const draw = (rows, columns) =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => Math.floor(5 * random()) - 2));
let wrong = 0;
for (let n = 0; n < 500; n++) {
  const k = 1 + (n % 3);
  const [a, b] = [draw(4, k), draw(k, 4)];
  const product = a.map((row) => b[0].map((_, j) => row.reduce((sum, x, i) => sum + x * b[i][j], 0)));
  wrong += Number(new Matrix(product).rank() !== right(product));
}
console.log(`of 500 products of 4 x k and k x 4 with whole numbers: ${wrong} have a wrong rank`);
process.exit(rank === 2 && right(one) === 1 && wrong > 20 ? 0 : 1);
END
node run.cjs
