#!/bin/sh
# ml-matrix-convolution 2.0.0 (npm): convolution of matrices, direct and by FFT; "both should be equal".
#
# Guess: they are, for any grid, also at its border, where direct goes on with the opposite side.
# Seen: not where the side is one short of a power of two, as 3, 7, 15, 31. The grid is first enlarged to that power,
#   and one column more is no room for the border on both sides: there the first column goes on with itself. The README
#   has a grid of ones, where all borders are the same.
# Output seen, of squares with the numbers from 1 and a kernel of 3 x 3 that moves all by one column:
#   3 x 3, first row: direct 3 1 2, by FFT 1 1 2
#   4 x 4, first row: direct 4 1 2 3, by FFT 4 1 2 3
#   sizes from 3 to 32 that differ: 3 7 15 31
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ml-matrix-convolution@2.0.0
cat > run.cjs <<'END'
const { direct, fft } = require("ml-matrix-convolution");
const kernel = [[0, 0, 0], [0, 0, 1], [0, 0, 0]];
const grid = (n) => Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => 1 + i * n + j));
const convolve = (method, n) => Array.from(method(grid(n), kernel));
const first = (method, n) => convolve(method, n).slice(0, n).map((x) => Math.round(x)).join(" ");
for (const n of [3, 4]) console.log(`${n} x ${n}, first row: direct ${first(direct, n)}, by FFT ${first(fft, n)}`);
const different = [];
for (let n = 3; n <= 32; n++) {
  const [a, b] = [direct, fft].map((method) => convolve(method, n));
  if (a.some((x, i) => Math.abs(x - b[i]) > 1e-6)) different.push(n);
}
console.log(`sizes from 3 to 32 that differ: ${different.join(" ")}`);
const rows = [direct, fft].map((method) => first(method, 3)).join();
process.exit(rows === "3 1 2,1 1 2" && different.join(" ") === "3 7 15 31" ? 0 : 1);
END
node run.cjs
