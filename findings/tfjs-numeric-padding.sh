#!/bin/sh
# @tensorflow/tfjs 4.22.0 (npm): conv2d and maxPool where the padding is a number.
#
# Guess: padding 0 is no padding, so that it gives what "valid" gives.
# Seen: with a number the width of the result is computed with the height of the kernel and with the vertical stride.
#   For square kernels and equal strides nothing shows. A kernel of 1 x 3 over 2 x 5 gives 5 columns rather than 3, the
#   last two of them sums with cells beyond the edge; one of 3 x 1 loses columns; strides of 1 and 2 give 5 columns
#   rather than 3. The WebAssembly back end writes its right cells into that wrong shape, so that rows are shifted.
# Output seen:
#   cpu, valid: 1 x 3 [[6,9,12],[21,24,27]]
#   cpu, valid: every second column [[1,3,5],[6,8,10]]
#   cpu, 0: 1 x 3 [[6,9,12,9,5],[21,24,27,19,10]]
#   cpu, 0: every second column [[1,2,3,4,5],[6,7,8,9,10]]
#   wasm, valid: 1 x 3 [[6,9,12],[21,24,27]]
#   wasm, valid: every second column [[1,3,5],[6,8,10]]
#   wasm, 0: 1 x 3 [[6,9,12,21,24],[27,0,0,0,0]]
#   wasm, 0: every second column [[1,3,5,6,8],[10,0,0,0,0]]
#   right: 1 x 3 [[6,9,12],[21,24,27]]
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
const rows = (tensor) => {
  const [, height, width] = tensor.shape;
  return JSON.stringify(tf.reshape(tensor, [height, width]).arraySync());
};
(async () => {
  for (const name of ["cpu", "wasm"]) {
    await tf.setBackend(name);
    await tf.ready();
    const grid = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [1, 2, 5, 1]);
    const ones = tf.ones([1, 3, 1, 1]);
    for (const pad of ["valid", 0]) {
      lines.push(`${name}, ${pad}: 1 x 3 ${rows(tf.conv2d(grid, ones, 1, pad))}`);
      lines.push(`${name}, ${pad}: every second column ${rows(tf.maxPool(grid, 1, [1, 2], pad))}`);
    }
  }
  const sums = [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10]].map((row) => [0, 1, 2].map((i) => row[i] + row[i + 1] + row[i + 2]));
  lines.push(`right: 1 x 3 ${JSON.stringify(sums)}`);
  console.log(lines.join("\n"));
  const seen = [
    "cpu, valid: 1 x 3 [[6,9,12],[21,24,27]]",
    "cpu, valid: every second column [[1,3,5],[6,8,10]]",
    "cpu, 0: 1 x 3 [[6,9,12,9,5],[21,24,27,19,10]]",
    "cpu, 0: every second column [[1,2,3,4,5],[6,7,8,9,10]]",
    "wasm, valid: 1 x 3 [[6,9,12],[21,24,27]]",
    "wasm, valid: every second column [[1,3,5],[6,8,10]]",
    "wasm, 0: 1 x 3 [[6,9,12,21,24],[27,0,0,0,0]]",
    "wasm, 0: every second column [[1,3,5,6,8],[10,0,0,0,0]]",
    "right: 1 x 3 [[6,9,12],[21,24,27]]",
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
