#!/bin/sh
# pitchfinder 2.3.4 (npm): finds the pitch of a sound by several methods; "frequencies" asks several at once and takes
#   their mean.
#
# Guess: where no method finds a pitch, as in a rest, the answer is null, as it is with one method.
# Seen: what is null is left out first, and then the geometric mean of nothing is taken: 1 to the power of 1 / 0, which
#   is NaN. It passes each test for null.
# Output seen (a sine of 440 Hz, then a rest, a tenth of a second each):
#   AMDF: 441, null
#   dynamic wavelet: 440, null
#   both: 440, NaN
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . pitchfinder@2.3.4
cat > run.cjs <<'END'
const { AMDF, DynamicWavelet, frequencies } = require("pitchfinder");
const sound = Float32Array.from({ length: 8820 }, (_, i) => (i < 4410 ? Math.sin((2 * Math.PI * 440 * i) / 44100) : 0));
const methods = { AMDF: AMDF(), "dynamic wavelet": DynamicWavelet(), both: [AMDF(), DynamicWavelet()] };
const lines = Object.entries(methods).map(([name, method]) => {
  const found = frequencies(method, sound, { tempo: 600, quantization: 1 });
  return `${name}: ${found.map((pitch) => (pitch === null ? "null" : Math.round(pitch))).join(", ")}`;
});
console.log(lines.join("\n"));
const seen = ["AMDF: 441, null", "dynamic wavelet: 440, null", "both: 440, NaN"];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
