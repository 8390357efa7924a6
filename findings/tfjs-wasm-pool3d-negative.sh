#!/bin/sh
# @tensorflow/tfjs-backend-wasm 4.22.0 beside tfjs-backend-cpu 4.22.0 (npm): maxPool3d and dilation2d.
#
# Guess: the largest of eight numbers is one of them, also where all are below 0.
# Seen: in the WebAssembly back end the search begins at the smallest positive number of float32, 1.2e-38, rather than
#   at the most negative one. Where a window has no positive entry, the answer is that, nearly 0: three-dimensional
#   pooling and dilation have a ReLU built in. maxPool of two dimensions is right.
# Output seen (all numbers are -1, -2, -3 and so on):
#   cpu: maxPool3d -1, dilation2d -1, maxPool -1
#   wasm: maxPool3d 1.18e-38, dilation2d 1.18e-38, maxPool -1
#   right: -1
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . \
  @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0
cat > run.cjs <<'END'
const tf = require("@tensorflow/tfjs-core");
require("@tensorflow/tfjs-backend-cpu");
require("@tensorflow/tfjs-backend-wasm");
const lines = [];
const numbers = [-1, -2, -3, -4, -5, -6, -7, -8];
const say = (tensor) => Number(tensor.dataSync()[0].toPrecision(3));
(async () => {
  for (const name of ["cpu", "wasm"]) {
    await tf.setBackend(name);
    await tf.ready();
    const cube = tf.maxPool3d(tf.tensor5d(numbers, [1, 2, 2, 2, 1]), 2, 2, "valid");
    const grid = tf.tensor4d(numbers, [1, 2, 4, 1]);
    const dilation = tf.dilation2d(grid, tf.zeros([2, 4, 1]), 1, "valid");
    const flat = tf.maxPool(grid, [2, 4], 1, "valid");
    lines.push(`${name}: maxPool3d ${say(cube)}, dilation2d ${say(dilation)}, maxPool ${say(flat)}`);
  }
  lines.push(`right: ${Math.max(...numbers)}`);
  console.log(lines.join("\n"));
  const seen = [
    "cpu: maxPool3d -1, dilation2d -1, maxPool -1",
    "wasm: maxPool3d 1.18e-38, dilation2d 1.18e-38, maxPool -1",
    "right: -1",
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
