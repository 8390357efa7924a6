#!/bin/sh
# meyda 5.6.3 (npm): features of sound; "rms" and "energy", which come from the samples and not from the spectrum.
#
# Guess: the root mean square of a sine of height 1 is 0.71, wherever it lies in the buffer; that of 40 ones among 512
#   zeros is 0.28.
# Seen: the sine has 0.43, and the 40 ones have 0.0018 where they lie at the ends of the buffer and 0.28 in its middle.
#   The window that the spectrum needs, a Hann window by default, is put on the samples for all features. The zero
#   crossings of a sine are 16 in place of 15, as well. windowingFunction = "rect" gives what was expected.
# Output seen (Hann, rect):
#   sine: rms 0.4326, 0.7071, crossings 16, 15
#   ones at the ends: rms 0.0018, 0.2795, crossings 0, 0
#   ones in the middle: rms 0.2781, 0.2795, crossings 0, 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . meyda@5.6.3
cat > run.cjs <<'END'
const meyda = require("meyda");
meyda.bufferSize = 512;
const samples = (height) => Float32Array.from({ length: 512 }, (_, i) => height(i));
const signals = [
  ["sine", samples((i) => Math.sin((2 * Math.PI * i * 8) / 512))],
  ["ones at the ends", samples((i) => Number(i < 20 || i >= 492))],
  ["ones in the middle", samples((i) => Number(i >= 236 && i < 276))],
];
const results = signals.map(([name, signal]) => {
  const [hann, rect] = ["hanning", "rect"].map((window) => {
    meyda.windowingFunction = window;
    return meyda.extract(["rms", "zcr"], signal);
  });
  const rms = `${hann.rms.toFixed(4)}, ${rect.rms.toFixed(4)}`;
  console.log(`${name}: rms ${rms}, crossings ${hann.zcr}, ${rect.zcr}`);
  return [hann.rms, rect.rms];
});
const [[sine], [ends, whole], [middle]] = results;
const expected = Math.abs(sine - 0.4326) < 1e-3 && Math.abs(whole - 0.2795) < 1e-3;
process.exit(expected && ends < 0.01 && middle > 0.27 ? 0 : 1);
END
node run.cjs
