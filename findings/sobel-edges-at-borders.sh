#!/bin/sh
# sobel 0.0.11 (npm): Sobel(imageData), the strength of the edges in a picture.
#
# Guess: a picture whose left half is black and whose right half is white has one edge, in the middle.
# Seen: it has three. Left of the first pixel of a row the last one of the row above is taken, and right of the last one
#   the first of the row below, so both borders are as strong as the edge, wherever they differ from each other. The
#   first and the last row are black.
# Output seen:
#   two halves: 240 0 0 0 240 240 0 0 0 240
#   a ramp in steps of 5: 160 40 40 40 40 40 40 40 40 160
#   a bar: 0 0 240 240 0 0 240 240 0 0
#   all the same: 0 0 0 0 0 0 0 0 0 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . sobel@0.0.11
cat > run.cjs <<'END'
const Sobel = require("sobel");
/** The strength in each column of the middle row, for a picture whose brightness depends on the column. */
function row(brightness) {
  const [width, height] = [10, 7];
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) data.set([...Array(3).fill(brightness(i % width)), 255], 4 * i);
  const edges = Sobel({ width, height, data });
  return Array.from({ length: width }, (_, x) => edges[(3 * width + x) * 4]);
}
const halves = row((x) => (x < 5 ? 0 : 60));
const ramp = row((x) => 5 * x);
const flat = row(() => 100);
const bar = row((x) => (x > 2 && x < 7 ? 60 : 0));
console.log(`two halves: ${halves.join(" ")}`);
console.log(`a ramp in steps of 5: ${ramp.join(" ")}`);
console.log(`a bar: ${bar.join(" ")}`);
console.log(`all the same: ${flat.join(" ")}`);
const borders = halves[0] === halves[4] && halves[9] === halves[5] && halves[4] > 200;
process.exit(borders && ramp[0] > 3 * ramp[5] && flat.every((value) => value === 0) && bar[0] === 0 ? 0 : 1);
END
node run.cjs
