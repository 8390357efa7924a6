#!/bin/sh
# ndarray-crout-decomposition 1.1.0 beside ndarray-cholesky-factorization 1.0.2 and ndarray 1.1.1 (npm): a matrix as the
#   product of a lower and an upper one; crout(A, L, U).
#
# Guess: L is lower, with zeros above the diagonal, U is upper, and L times U is A, with rows first as in ndarray.
# Seen: the array given for L comes back upper and that for U lower, and L times U is not A: columns are counted first.
#   U times L is A. In the README, where it says "L" and "U", the product of the two is the example transposed. The
#   Cholesky factor of the same family of packages is lower.
# Output seen:
#   A [[2,1,1],[4,3,3],[8,7,9]]
#   L [[2,1,1],[0,1,1],[0,0,2]], U [[1,0,0],[2,1,0],[4,3,1]]
#   L times U [[8,4,1],[6,4,1],[8,6,2]], U times L [[2,1,1],[4,3,3],[8,7,9]]
#   Cholesky [[2,0,0],[6,1,0],[-8,5,3]]
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ndarray-crout-decomposition@1.1.0 \
  ndarray-cholesky-factorization@1.0.2 ndarray@1.1.1
cat > run.cjs <<'END'
const ndarray = require("ndarray");
const crout = require("ndarray-crout-decomposition");
const cholesky = require("ndarray-cholesky-factorization");
const make = (rows) => ndarray(Float64Array.from(rows.flat()), [rows.length, rows.length]);
const list = (matrix) => [0, 1, 2].map((i) => [0, 1, 2].map((j) => matrix.get(i, j)));
const times = (a, b) => a.map((row) => b[0].map((_, j) => row.reduce((sum, v, k) => sum + v * b[k][j], 0)));
const zeros = () => make([[0, 0, 0], [0, 0, 0], [0, 0, 0]]);
const rows = [[2, 1, 1], [4, 3, 3], [8, 7, 9]];
const [L, U] = [zeros(), zeros()];
crout(make(rows), L, U);
const [first, second] = [list(L), list(U)];
const text = (matrix) => JSON.stringify(matrix);
console.log(`A ${text(rows)}`);
console.log(`L ${text(first)}, U ${text(second)}`);
console.log(`L times U ${text(times(first, second))}, U times L ${text(times(second, first))}`);
const factor = zeros();
cholesky(make([[4, 12, -16], [12, 37, -43], [-16, -43, 98]]), factor);
console.log(`Cholesky ${text(list(factor))}`);
const swapped = text(times(second, first)) === text(rows) && first[0][1] !== 0 && first[1][0] === 0;
process.exit(swapped && text(times(first, second)) !== text(rows) && factor.get(0, 1) === 0 ? 0 : 1);
END
node run.cjs
