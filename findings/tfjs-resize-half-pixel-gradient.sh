#!/bin/sh
# @tensorflow/tfjs 4.22.0 (npm): resizing with halfPixelCenters, which is how TensorFlow 2 and PyTorch place pixels.
#
# Guess: the gradient goes to the pixels that were read.
# Seen: the option is used forward only. Of four pixels the second and the fourth are read; the first and the third get
#   the gradient.
# Output seen:
#   read: [20,40]
#   gradient: [1,0,1,0]
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
  const x = tf.tensor4d([10, 20, 30, 40], [1, 1, 4, 1]);
  const halved = (x) => tf.image.resizeNearestNeighbor(x, [1, 2], false, true);
  lines.push(`read: ${show(tf.reshape(halved(x), [2]))}`);
  lines.push(`gradient: ${show(tf.reshape(tf.grad((x) => tf.sum(halved(x)))(x), [4]))}`);
  console.log(lines.join("\n"));
  const seen = [
    "read: [20,40]",
    "gradient: [1,0,1,0]",
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
