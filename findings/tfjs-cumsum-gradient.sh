#!/bin/sh
# @tensorflow/tfjs 4.22.0 (npm): the gradient of cumsum along another axis than the last.
#
# Guess: the gradient of a running sum is the running sum from the other end, along the same axis.
# Seen: along the last axis it is. Along the first axis of a matrix it comes out transposed: for a square matrix nothing
#   says so, and every weight learns from its mirror image's error. Where the matrix is not square, the mistake is found
#   and thrown as one of shape.
# Output seen:
#   axis 1: gradient [[11,10],[1100,1000]], of the definition [[11,10],[1100,1000]]
#   axis 0: gradient [[101,100],[1010,1000]], of the definition [[101,1010],[100,1000]]
#   2 x 3, axis 0: a gradient of shape 3,2 is refused
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . \
  @tensorflow/tfjs@4.22.0
cat > run.cjs <<'END'
const tf = require("@tensorflow/tfjs");
const show = (tensor) => JSON.stringify(tensor.arraySync());
(async () => {
  await tf.setBackend("cpu");
  await tf.ready();
  const lines = [];
  const x = tf.tensor2d([[1, 2], [3, 4]]);
  const weights = tf.tensor2d([[1, 10], [100, 1000]]);
  for (const axis of [1, 0]) {
    const gradient = tf.grad((x) => tf.sum(tf.mul(tf.cumsum(x, axis), weights)));
    lines.push(`axis ${axis}: gradient ${show(gradient(x))}, of the definition ${axis ? "[[11,10],[1100,1000]]" : "[[101,1010],[100,1000]]"}`);
  }
  try {
    tf.grad((x) => tf.sum(tf.cumsum(x, 0)))(tf.ones([2, 3]));
    lines.push("2 x 3, axis 0: no error");
  } catch ({ message }) {
    lines.push(`2 x 3, axis 0: ${/has shape '3,2', which does not match/.test(message) ? "a gradient of shape 3,2 is refused" : message}`);
  }
  console.log(lines.join("\n"));
  const seen = [
    "axis 1: gradient [[11,10],[1100,1000]], of the definition [[11,10],[1100,1000]]",
    "axis 0: gradient [[101,100],[1010,1000]], of the definition [[101,1010],[100,1000]]",
    "2 x 3, axis 0: a gradient of shape 3,2 is refused",
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
