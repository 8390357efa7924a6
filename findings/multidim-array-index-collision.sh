#!/bin/sh
# multidim-array-index 0.6.0 (npm): the place of a cell of a tensor in a flat array; used by tensor-contraction 0.2.0.
#
# Guess: each cell has a place of its own, as with sizes 2 x 3 x 2 the twelve cells have the places 0 to 11.
# Seen: from three dimensions on cells share places unless the sizes happen to be equal: with 2 x 3 x 2 cells (0,2,0) and
#   (1,0,0) are both 4, and 10 and 11 are never used. What is written to one is read from the other. tensor-contraction
#   sums other cells than it should by it, or reads past the end.
# Output seen:
#   2 x 3: 6 places for 6 cells
#   2 x 3 x 2: 10 places for 12 cells, (0,2,0) at 4, (1,0,0) at 4
#   contraction of the last two of 3 x 2 x 2: 5,17,NaN, should be 5,13,21
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . multidim-array-index@0.6.0 tensor-contraction@0.2.0
cat > run.cjs <<'END'
const place = require("multidim-array-index");
const contract = require("tensor-contraction");
const cells = (sizes) =>
  sizes.reduce((all, size) => all.flatMap((cell) => Array.from({ length: size }, (_, i) => [...cell, i])), [[]]);
const places = (sizes) => new Set(cells(sizes).map((cell) => place(sizes, cell))).size;
const [flat, deep] = [[2, 3], [2, 3, 2]];
const [a, b] = [place(deep, [0, 2, 0]), place(deep, [1, 0, 0])];
const data = Array.from({ length: 12 }, (_, i) => i + 1);
const seen = contract((x, y) => x + y, [1, 2], [3, 2, 2], data);
const right = [0, 1, 2].map((i) => data[4 * i] + data[4 * i + 3]);
console.log(`${flat.join(" x ")}: ${places(flat)} places for ${cells(flat).length} cells`);
console.log(`${deep.join(" x ")}: ${places(deep)} places for ${cells(deep).length} cells, (0,2,0) at ${a}, (1,0,0) at ${b}`);
console.log(`contraction of the last two of 3 x 2 x 2: ${seen}, should be ${right}`);
process.exit(places(flat) === 6 && a === b && String(seen) !== String(right) ? 0 : 1);
END
node run.cjs
