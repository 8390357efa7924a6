#!/bin/sh
# ndarray-fft 1.0.3 (npm): the Fourier transform of an ndarray; 1 is forward, -1 inverse.
#
# Guess: the forward transform multiplies by exp(-2 pi i j k / n), as in NumPy, FFTW and the package ml-fft.
# Seen: it multiplies by exp(+2 pi i j k / n): the imaginary parts have the other sign. There and back again is the
#   identity, and so are all sizes, which hides it until a spectrum is compared, a phase is read or a shift is applied.
# Output seen, of 0 1 0 0:
#   ndarray-fft, forward: real 1 0 -1 0, imaginary 0 1 0 -1
#   ml-fft, forward: real 1 0 -1 0, imaginary 0 -1 0 1
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ndarray-fft@1.0.3 ndarray@1.0.19 ml-fft@1.3.5
cat > run.cjs <<'END'
const ndarray = require("ndarray");
const fft = require("ndarray-fft");
const { FFT } = require("ml-fft");
const whole = (numbers) => Array.from(numbers, (x) => Math.round(x) + 0).join(" ");
const say = (name, real, imaginary) => `${name}, forward: real ${whole(real)}, imaginary ${whole(imaginary)}`;
const signal = [0, 1, 0, 0];
const [real, imaginary] = [Float64Array.from(signal), new Float64Array(4)];
fft(1, ndarray(real), ndarray(imaginary));
const lines = [say("ndarray-fft", real, imaginary)];
const [otherReal, otherImaginary] = [signal.slice(), [0, 0, 0, 0]];
FFT.init(4);
FFT.fft(otherReal, otherImaginary);
lines.push(say("ml-fft", otherReal, otherImaginary));
console.log(lines.join("\n"));
const seen = [
  "ndarray-fft, forward: real 1 0 -1 0, imaginary 0 1 0 -1",
  "ml-fft, forward: real 1 0 -1 0, imaginary 0 -1 0 1",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
