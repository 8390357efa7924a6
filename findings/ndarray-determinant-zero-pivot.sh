#!/bin/sh
# ndarray-determinant 1.0.0 (npm): "the determinant of the square matrix M".
#
# Guess: a matrix that swaps two rows has the determinant -1.
# Seen: it is 0. The decomposition behind it swaps no rows and gives up where it meets a 0 on the diagonal, which is
#   not looked at: so it is for every permutation but the identity, and for a fourth of matrices of small numbers.
# Output seen:
#   [[0,1],[1,0]]: 0, should be -1
#   of 1000 matrices of 3 x 3 with numbers from -2 to 2: 264 invertible ones have the determinant 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ndarray-determinant@1.0.0 ndarray@1.1.1
cat > run.cjs <<'END'
const determinant = require("ndarray-determinant");
const ndarray = require("ndarray");
const swap = determinant(ndarray(Float64Array.of(0, 1, 1, 0), [2, 2]));
console.log(`[[0,1],[1,0]]: ${swap}, should be -1`);
let state = 1;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
let count = 0;
for (let n = 0; n < 1000; n++) {
  const m = Float64Array.from({ length: 9 }, () => Math.floor(5 * random()) - 2);
  const [a, b, c, d, e, f, g, h, i] = m;
  const right = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  count += Number(right !== 0 && determinant(ndarray(m, [3, 3])) === 0);
}
const kind = "1000 matrices of 3 x 3 with numbers from -2 to 2";
console.log(`of ${kind}: ${count} invertible ones have the determinant 0`);
process.exit(swap === 0 && count > 100 ? 0 : 1);
END
node run.cjs
