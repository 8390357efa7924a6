#!/bin/sh
# floyd-steinberg 1.0.6 and canvas-dither 1.0.1 (npm): pictures in black and white, by the error diffusion of Floyd and
#   Steinberg.
#
# Guess: the share of white keeps the brightness: a flat grey of 64 of 255 has a quarter of its pixels white, a mean of
#   64 in a large picture.
# Seen: with floyd-steinberg the mean is 21, and greys of 16 and 32 are black all over; above 200 it is too bright. Its
#   README speaks of contrast, not of that. With canvas-dither the mean is 6 to 9 too low for every grey, so 16 is 9:
#   of each error a sixteenth is taken and cut to a whole number before it goes on to the neighbours.
# Output seen, mean of 256 x 256 pixels (floyd-steinberg, canvas-dither):
#   16: 0, 9
#   32: 0, 24
#   64: 21, 57
#   128: 112, 120
#   224: 234, 215
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . floyd-steinberg@1.0.6 canvas-dither@1.0.1
cat > run.cjs <<'END'
const steinberg = require("floyd-steinberg");
const { floydsteinberg } = require("canvas-dither");
const size = 256;
const mean = (dither, grey) => {
  const data = Uint8ClampedArray.from({ length: size * size * 4 }, (_, i) => (i % 4 === 3 ? 255 : grey));
  const picture = dither({ width: size, height: size, data });
  let sum = 0;
  for (let i = 0; i < picture.data.length; i += 4) sum += picture.data[i];
  return Math.round(sum / size ** 2);
};
const lines = [16, 32, 64, 128, 224].map((grey) => `${grey}: ${mean(steinberg, grey)}, ${mean(floydsteinberg, grey)}`);
console.log(lines.join("\n"));
const seen = ["16: 0, 9", "32: 0, 24", "64: 21, 57", "128: 112, 120", "224: 234, 215"];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
