#!/bin/sh
# perlin-noise-3d 0.5.4 (npm): noise in one to three dimensions.
#
# Guess: the noise of a plane is new everywhere in its period, and at 16 further to the right it is another one.
# Seen: all numbers stand in one list of 4096, and a step in y is a step of 16 in x there, a step in z one of 16 in y.
#   So 16 further to the right stands what stands one row below: a map wider than 16 shows itself again, each time moved
#   by one. A layer is the layer below it moved by 16, too. And what is left of 0 is the mirror image of what is right
#   of it.
# Output seen (mean difference of 1000 places, seed 5):
#   x + 16 and y + 1: 0.000
#   y + 16 and z + 1: 0.000
#   -x and x: 0.000
#   x + 16 and x: 0.1, in tenths
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . perlin-noise-3d@0.5.4
cat > run.cjs <<'END'
const PerlinNoise = require("perlin-noise-3d");
const noise = new PerlinNoise();
noise.noiseSeed(5);
function difference(one, other) {
  let sum = 0;
  for (let i = 0; i < 1000; i++) {
    const [x, y, z] = [(i * 0.371) % 10, (i * 0.733) % 10, (i * 0.197) % 10];
    sum += Math.abs(noise.get(...one(x, y, z)) - noise.get(...other(x, y, z)));
  }
  return sum / 1000;
}
const here = (x, y, z) => [x, y, z];
const lines = [
  `x + 16 and y + 1: ${difference((x, y, z) => [x + 16, y, z], (x, y, z) => [x, y + 1, z]).toFixed(3)}`,
  `y + 16 and z + 1: ${difference((x, y, z) => [x, y + 16, z], (x, y, z) => [x, y, z + 1]).toFixed(3)}`,
  `-x and x: ${difference((x, y, z) => [-x, y, z], here).toFixed(3)}`,
  `x + 16 and x: ${difference((x, y, z) => [x + 16, y, z], here).toFixed(1)}, in tenths`,
];
console.log(lines.join("\n"));
const seen = ["x + 16 and y + 1: 0.000", "y + 16 and z + 1: 0.000", "-x and x: 0.000", "x + 16 and x: 0.1, in tenths"];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
