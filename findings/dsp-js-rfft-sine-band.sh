#!/bin/sh
# dsp.js 1.0.1 (npm): signal processing; RFFT and FFT, with a spectrum and the peakBand in it.
#
# Guess: a sine with 5 periods in the buffer peaks in band 5, as a cosine does, and both transforms say so.
# Seen: FFT says 5 for both. RFFT says 5 for the cosine and 4 for the sine: it pairs the real part of each band with the
#   imaginary part of the next one. What lies between sine and cosine is split over two bands and comes out too low.
# Output seen:
#   bands 3 to 6, cosine: FFT 0.00 0.00 1.00 0.00, RFFT 0.00 0.00 1.00 0.00
#   sine: FFT 0.00 0.00 1.00 0.00, RFFT 0.00 1.00 0.00 0.00; between: FFT 0.00 0.00 1.00 0.00, RFFT 0.00 0.71 0.71 0.00
#   of 30 sines 30 peak one band too low by RFFT alone
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . dsp.js@1.0.1
cat > run.cjs <<'END'
const { FFT, RFFT } = require("dsp.js");
const size = 64;
const wave = (periods, phase) =>
  Float64Array.from({ length: size }, (_, i) => Math.cos((2 * Math.PI * periods * i) / size - phase));
const spectrum = (Transform, signal) => {
  const transform = new Transform(size, size);
  transform.forward(signal);
  return Array.from(transform.spectrum);
};
const top = (values) => values.indexOf(Math.max(...values));
let shifted = 0;
for (let periods = 2; periods < size / 2; periods++) {
  const [cosine, sine] = [0, Math.PI / 2].map((phase) => wave(periods, phase));
  const right = [FFT, RFFT].every((T) => top(spectrum(T, cosine)) === periods) && top(spectrum(FFT, sine)) === periods;
  if (right && top(spectrum(RFFT, sine)) === periods - 1) shifted++;
}
const [cosine, sine, between] = [0, Math.PI / 2, Math.PI / 4].map((phase) =>
  [FFT, RFFT].map((T) => spectrum(T, wave(5, phase)).slice(3, 7).map((v) => v.toFixed(2)).join(" ")));
console.log(`bands 3 to 6, cosine: FFT ${cosine[0]}, RFFT ${cosine[1]}`);
console.log(`sine: FFT ${sine[0]}, RFFT ${sine[1]}; between: FFT ${between[0]}, RFFT ${between[1]}`);
console.log(`of 30 sines ${shifted} peak one band too low by RFFT alone`);
process.exit(shifted === 30 ? 0 : 1);
END
node run.cjs
