#!/bin/sh
# fili 2.0.3 (npm): digital filters; FirCoeffs().bandstop({ order, Fs, F1, F2 }), a windowed sinc.
#
# Guess: of a signal sampled at 1000 Hz a band stop from 100 to 200 Hz lets 150 Hz not through.
# Seen: it doubles it, and leaves the rest as it is: the band is added to the signal in place of taken away. The
#   band pass of the same frequencies is right. Frequencies at the edges come out one and a half times as loud.
# Output seen:
#   bandstop: 10 Hz 1.00, 50 Hz 1.00, 100 Hz 1.50, 150 Hz 2.00, 200 Hz 1.50, 300 Hz 1.00, 450 Hz 1.00
#   bandpass: 10 Hz 0.00, 50 Hz 0.00, 100 Hz 0.50, 150 Hz 1.00, 200 Hz 0.50, 300 Hz 0.00, 450 Hz 0.00
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . fili@2.0.3
cat > run.cjs <<'END'
const { FirCoeffs } = require("fili");
const settings = { order: 100, Fs: 1000, F1: 100, F2: 200 };
/** How much of a frequency the taps let through: the size of their Fourier sum. */
const gain = (taps, frequency) => {
  let [re, im] = [0, 0];
  taps.forEach((tap, i) => {
    re += tap * Math.cos((2 * Math.PI * frequency * i) / settings.Fs);
    im += tap * Math.sin((2 * Math.PI * frequency * i) / settings.Fs);
  });
  return Math.hypot(re, im);
};
const frequencies = [10, 50, 100, 150, 200, 300, 450];
const [stop, pass] = ["bandstop", "bandpass"].map((kind) => {
  const taps = new FirCoeffs()[kind](settings);
  const gains = frequencies.map((frequency) => gain(taps, frequency));
  console.log(`${kind}: ${frequencies.map((f, i) => `${f} Hz ${gains[i].toFixed(2)}`).join(", ")}`);
  return gains;
});
process.exit(stop[3] > 1.9 && Math.abs(stop[0] - 1) < 0.02 && Math.abs(pass[3] - 1) < 0.02 && pass[0] < 0.02 ? 0 : 1);
END
node run.cjs
