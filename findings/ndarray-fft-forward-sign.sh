#!/bin/sh
# ndarray-fft 1.0.3 (npm): the fast Fourier transform of ndarrays.
#
# Guess: the forward transform multiplies by exp(-2 pi i j k / n), as NumPy's, FFTW's and the other packages' do.
# Seen: it multiplies by exp(+2 pi i j k / n), the direction that all of those call inverse. Lengths and the way there
#   and back are right, but the phases are mirrored: a wave of 3 turns stands at n - 3, and a shift is found the wrong
#   way round.
# Output seen, 16 numbers exp(2 pi i 3 j / 16):
#   fft.js: at 3
#   ndarray-fft: at 13
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ndarray-fft@1.0.3 ndarray@1.1.1 fft.js@4.0.4
cat > run.cjs <<'END'
const fft = require("ndarray-fft");
const ndarray = require("ndarray");
const FFT = require("fft.js");
const n = 16;
const angles = Array.from({ length: n }, (_, j) => (2 * Math.PI * 3 * j) / n);
const peak = (lengths) => lengths.indexOf(Math.max(...lengths));
const other = new FFT(n);
const out = other.createComplexArray();
other.transform(out, angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)]));
const usual = peak(angles.map((_, k) => Math.hypot(out[2 * k], out[2 * k + 1])));
const re = ndarray(Float64Array.from(angles, Math.cos));
const im = ndarray(Float64Array.from(angles, Math.sin));
fft(1, re, im);
const seen = peak(angles.map((_, k) => Math.hypot(re.get(k), im.get(k))));
console.log(`fft.js: at ${usual}`);
console.log(`ndarray-fft: at ${seen}`);
process.exit(usual === 3 && seen === n - 3 ? 0 : 1);
END
node run.cjs
