#!/bin/sh
# @tensorflow/tfjs-backend-wasm 4.22.0 beside the cpu back end of @tensorflow/tfjs 4.22.0 (npm): conv3dTranspose with
#   strides of 2.
#
# Guess: with a kernel of 2 x 2 x 2 ones and strides of 2 each cell becomes a block of eight equal ones; of 8 cells that
#   are 1 come 64.
# Seen: in the WebAssembly back end 60 of the 64 are 0. With strides of 1, and in two dimensions with either, it is
#   right. It is the way up in a network over volumes, and the gradient of conv3d goes the same way: seven in eight
#   cells of the input learn nothing.
# Output seen:
#   cpu, strides of 2: 64 cells, sum 64; of 1: 27 cells, sum 64; of 2 in two dimensions: 16 cells, sum 16
#   cpu, gradient of conv3d with strides of 2: 64 cells, sum 64
#   wasm, strides of 2: 64 cells, sum 4; of 1: 27 cells, sum 64; of 2 in two dimensions: 16 cells, sum 16
#   wasm, gradient of conv3d with strides of 2: 64 cells, sum 4
#   right: sum 64, in two dimensions 16
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . \
  @tensorflow/tfjs@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0
cat > run.cjs <<'END'
const tf = require("@tensorflow/tfjs");
require("@tensorflow/tfjs-backend-wasm");
const lines = [];
const say = (tensor) => {
  const numbers = Array.from(tensor.dataSync());
  return `${numbers.length} cells, sum ${numbers.reduce((a, b) => a + b)}`;
};
const gradient = (x) => tf.grad((x) => tf.sum(tf.conv3d(x, tf.ones([2, 2, 2, 1, 1]), 2, "valid")))(x);
(async () => {
  for (const name of ["cpu", "wasm"]) {
    await tf.setBackend(name);
    await tf.ready();
    const cube = tf.ones([1, 2, 2, 2, 1]);
    const kernel = tf.ones([2, 2, 2, 1, 1]);
    const two = tf.conv3dTranspose(cube, kernel, [1, 4, 4, 4, 1], 2, "valid");
    const one = tf.conv3dTranspose(cube, kernel, [1, 3, 3, 3, 1], 1, "valid");
    const flat = tf.conv2dTranspose(tf.ones([1, 2, 2, 1]), tf.ones([2, 2, 1, 1]), [1, 4, 4, 1], 2, "valid");
    lines.push(`${name}, strides of 2: ${say(two)}; of 1: ${say(one)}; of 2 in two dimensions: ${say(flat)}`);
    lines.push(`${name}, gradient of conv3d with strides of 2: ${say(gradient(tf.ones([1, 4, 4, 4, 1])))}`);
  }
  // Each of the 8 cells adds its 8 products, whatever the strides.
  lines.push(`right: sum ${8 * 8}, in two dimensions ${4 * 4}`);
  console.log(lines.join("\n"));
  const seen = [
    "cpu, strides of 2: 64 cells, sum 64; of 1: 27 cells, sum 64; of 2 in two dimensions: 16 cells, sum 16",
    "cpu, gradient of conv3d with strides of 2: 64 cells, sum 64",
    "wasm, strides of 2: 64 cells, sum 4; of 1: 27 cells, sum 64; of 2 in two dimensions: 16 cells, sum 16",
    "wasm, gradient of conv3d with strides of 2: 64 cells, sum 4",
    "right: sum 64, in two dimensions 16",
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
