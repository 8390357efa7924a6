#!/bin/sh
# wave-resampler 1.0.0 (npm): resamples sound from one rate to another.
#
# Guess: from a rate to the same rate nothing changes, and to the double rate by straight lines every second sample is
#   an old one: a sample of a second is a sample of that second.
# Seen: the step between new samples is that of n - 1 old ones over n new ones, where it ought to be the quotient of the
#   rates. A sound of n samples becomes slower by (n - 1) / n, so a file that is resampled in blocks of 8 drifts by one
#   sample in each block and jumps between them; the last sample is never reached.
# Output seen (linear, of 0 to 7):
#   8000 to 8000: 0 0.875 1.75 2.625 3.5 4.375 5.25 6.125
#   8000 to 16000: 0 0.438 0.875 1.313 1.75 2.188 2.625 3.063 3.5 3.938 4.375 4.813 5.25 5.688 6.125 6.563
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . wave-resampler@1.0.0
cat > run.cjs <<'END'
const { resample } = require("wave-resampler");
const lines = [8000, 16000].map((rate) => {
  const samples = resample([0, 1, 2, 3, 4, 5, 6, 7], 8000, rate, { method: "linear" });
  return `8000 to ${rate}: ${Array.from(samples, (sample) => Math.round(sample * 1000) / 1000).join(" ")}`;
});
console.log(lines.join("\n"));
const seen = [
  "8000 to 8000: 0 0.875 1.75 2.625 3.5 4.375 5.25 6.125",
  "8000 to 16000: 0 0.438 0.875 1.313 1.75 2.188 2.625 3.063 3.5 3.938 4.375 4.813 5.25 5.688 6.125 6.563",
];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
