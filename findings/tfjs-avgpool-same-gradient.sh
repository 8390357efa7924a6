#!/bin/sh
# @tensorflow/tfjs 4.22.0 (npm): the gradient of avgPool with padding "same".
#
# Guess: at the border an average is taken of the cells that are there, and its gradient goes back to them in equal parts,
#   so that a window's parts sum to 1.
# Seen: forward is so, but the gradient of each window is divided by the size of a whole one: of a window at the edge half
#   of it is lost, in the corner three quarters. On a grid that is pooled with stride 1, as a head over a board does,
#   border cells learn less than inner ones.
# Output seen:
#   averages: [2.5,3,3.5,4]
#   gradient of their sum: [0.25,0.5,0.5,1]
#   what a cell that grows by 1 adds: [0.25,0.75,0.75,2.25]
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
  const x = tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]);
  const pool = (x) => tf.avgPool(x, 2, 1, "same");
  lines.push(`averages: ${show(tf.reshape(pool(x), [4]))}`);
  const gradient = tf.grad((x) => tf.sum(pool(x)))(x);
  lines.push(`gradient of their sum: ${show(tf.reshape(gradient, [4]))}`);
  // One cell at a time, one more.
  const base = tf.sum(pool(x)).arraySync();
  const more = [0, 1, 2, 3].map((i) => {
    const step = tf.reshape(tf.oneHot(tf.tensor1d([i], "int32"), 4), [1, 2, 2, 1]);
    return Math.round((tf.sum(pool(tf.add(x, tf.cast(step, "float32")))).arraySync() - base) * 1e4) / 1e4;
  });
  lines.push(`what a cell that grows by 1 adds: ${JSON.stringify(more)}`);
  console.log(lines.join("\n"));
  const seen = [
    "averages: [2.5,3,3.5,4]",
    "gradient of their sum: [0.25,0.5,0.5,1]",
    "what a cell that grows by 1 adds: [0.25,0.75,0.75,2.25]",
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
