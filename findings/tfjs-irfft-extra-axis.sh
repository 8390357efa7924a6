#!/bin/sh
# @tensorflow/tfjs 4.22.0 (npm): spectral.rfft and spectral.irfft, the Fourier transform of real numbers and its
#   inverse.
#
# Guess: a row of eight numbers that is transformed and back is a row of eight numbers.
# Seen: it is a matrix of one row. Batches of rows keep their shape, and so does one row in the other three transforms.
# Output seen:
#   rfft [5], irfft [1,8], fft [8], ifft [8], irfft of three rows [3,8], irfft of two by three rows [2,3,8]
#   values 1 2 3 4 5 6 7 8
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @tensorflow/tfjs@4.22.0
cat > run.cjs <<'END'
const tf = require("@tensorflow/tfjs");
(async () => {
  await tf.setBackend("cpu");
  const { fft, ifft, rfft, irfft } = tf.spectral;
  const row = tf.tensor1d([1, 2, 3, 4, 5, 6, 7, 8]);
  const shapes = {
    rfft: rfft(row).shape,
    irfft: irfft(rfft(row)).shape,
    fft: fft(tf.complex(row, tf.zerosLike(row))).shape,
    ifft: ifft(fft(tf.complex(row, tf.zerosLike(row)))).shape,
    "irfft of three rows": irfft(rfft(tf.ones([3, 8]))).shape,
    "irfft of two by three rows": irfft(rfft(tf.ones([2, 3, 8]))).shape,
  };
  console.log(Object.entries(shapes).map(([name, shape]) => `${name} [${shape}]`).join(", "));
  const values = Array.from(irfft(rfft(row)).dataSync(), Math.round);
  console.log(`values ${values.join(" ")}`);
  process.exit(String(shapes.irfft) === "1,8" && String(shapes.ifft) === "8" && values[7] === 8 ? 0 : 1);
})();
END
node run.cjs
