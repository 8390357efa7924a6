#!/bin/sh
# perlin-noise 0.0.1 (npm): a grid of noise from several octaves; the options are octaveCount, amplitude (by default
#   0.1) and persistence.
#
# Guess: with a larger amplitude the noise is higher or rougher.
# Seen: the amplitude changes nothing. It scales all octaves alike, and then their sum is divided by the sum of the
#   amplitudes.
# Output seen:
#   {"amplitude":0.001}: cells change by up to 0.000000000
#   {"amplitude":1}: cells change by up to 0.000000000
#   {"amplitude":1000}: cells change by up to 0.000000000
#   {"persistence":0.6}: cells change by up to 0.256142033
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . perlin-noise@0.0.1
cat > run.cjs <<'END'
const { generatePerlinNoise } = require("perlin-noise");
/** The noise of one and the same row of random numbers. */
function noise(options) {
  let state = 7;
  Math.random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
  return generatePerlinNoise(64, 64, options);
}
const plain = noise({});
/** The largest change of a cell. */
function change(options) {
  const largest = Math.max(...noise(options).map((value, i) => Math.abs(value - plain[i])));
  console.log(`${JSON.stringify(options)}: cells change by up to ${largest.toFixed(9)}`);
  return largest;
}
const amplitudes = [0.001, 1, 1000].map((amplitude) => change({ amplitude }));
const other = change({ persistence: 0.6 });
process.exit(Math.max(...amplitudes) < 1e-12 && other > 0.1 ? 0 : 1);
END
node run.cjs
