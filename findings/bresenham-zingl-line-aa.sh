#!/bin/sh
# bresenham-zingl 0.2.8 (npm): rasters of lines and curves; lineAA draws "a black (0) anti-aliased line on white (255)".
#
# Guess: pixels beside the line are the lighter the farther they are from it, and a level line is one pixel thick.
# Seen: all pixels are black, so the line is two or three pixels thick with hard edges, the level one too. The shade is
#   shifted right by 16 bits, but the numbers are not scaled up by 2^16 before. Circles and curves have their shades.
# Output seen:
#   900 lines, 44545 pixels: shades 0
#   from 0,0 to 4,0: 0,0,0 0,-1,0 1,0,0 1,-1,0 2,0,0 2,-1,0 3,0,0 3,-1,0 4,0,0
#   a circle has 26 shades, a curve 19
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . bresenham-zingl@0.2.8
cat > run.mjs <<'END'
import { circleAA, lineAA, quadBezierAA } from "bresenham-zingl";
/** The pixels of a drawing with their shades. */
function pixels(draw, ...numbers) {
  const found = [];
  draw(...numbers, (x, y, shade) => found.push([x, y, Math.round(shade)]));
  return found;
}
const shades = new Set();
let count = 0;
for (let x = 0; x < 30; x++) {
  for (let y = 0; y < 30; y++) {
    for (const [, , shade] of pixels(lineAA, 0, 0, x, y)) {
      shades.add(shade);
      count++;
    }
  }
}
console.log(`900 lines, ${count} pixels: shades ${[...shades].join(" ")}`);
const level = pixels(lineAA, 0, 0, 4, 0);
console.log(`from 0,0 to 4,0: ${level.map((pixel) => pixel.join(",")).join(" ")}`);
const circle = new Set(pixels(circleAA, 0, 0, 20).map(([, , shade]) => shade)).size;
const curve = new Set(pixels(quadBezierAA, 0, 0, 10, 0, 10, 10).map(([, , shade]) => shade)).size;
console.log(`a circle has ${circle} shades, a curve ${curve}`);
const black = shades.size === 1 && shades.has(0);
process.exit(black && level.some(([, y]) => y !== 0) && circle > 10 && curve > 10 ? 0 : 1);
END
node run.mjs
