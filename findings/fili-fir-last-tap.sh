#!/bin/sh
# fili 2.0.3 (npm): digital filters; FirFilter(taps), with singleStep and multiStep.
#
# Guess: the answer to a single 1 are the taps of the filter, one after the other.
# Seen: the last one is missing, in symmetric filters, as FirCoeffs makes them, too. A mean of two numbers halves the
#   signal, and of the five taps of a low pass four are used, so that a constant 1 becomes 0.97. With one tap all is
#   there.
# Output seen:
#   mean of two of 4 4 4 4: 2 2 2 2
#   low pass: 5 taps, their sum 1.0000, a constant 1 becomes 0.9716
#   of 7 filters of two taps or more 7 answer without the last one
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . fili@2.0.3
cat > run.cjs <<'END'
const { FirCoeffs, FirFilter } = require("fili");
const lengths = [1, 2, 3, 4, 5, 10, 50, 101];
let short = 0;
for (const length of lengths) {
  const taps = Array.from({ length }, (_, i) => 1 + Math.min(i, length - 1 - i));
  const seen = Array.from(new FirFilter(taps).multiStep([1, ...new Array(length + 4).fill(0)])).slice(0, length);
  if (length > 1 && seen.every((v, i) => v === (i < length - 1 ? taps[i] : 0))) short++;
}
const two = Array.from(new FirFilter([0.5, 0.5]).multiStep([4, 4, 4, 4]));
console.log(`mean of two of 4 4 4 4: ${two.join(" ")}`);
const taps = new FirCoeffs().lowpass({ order: 4, Fs: 1000, Fc: 100 });
const sum = taps.reduce((a, b) => a + b);
const constant = new FirFilter(taps).multiStep(new Array(20).fill(1))[19];
console.log(`low pass: ${taps.length} taps, their sum ${sum.toFixed(4)}, a constant 1 becomes ${constant.toFixed(4)}`);
console.log(`of ${lengths.length - 1} filters of two taps or more ${short} answer without the last one`);
process.exit(two[3] === 2 && Math.abs(sum - 1) < 1e-9 && constant < 0.98 && short === 7 ? 0 : 1);
END
node run.cjs
