#!/bin/sh
# @tensorflow/tfjs 4.22.0 (npm): losses with weights, in a batch in which every weight is 0.
#
# Guess: as in TensorFlow, whose losses these are (tf.compat.v1.losses, the same reductions), nothing that counts is a
#   loss of 0 and no gradient.
# Seen: the mean over what counts is 0 / 0. One batch without a counted label, as the last of a list of masked cells can
#   be, makes every weight NaN for good, with the default reduction and with MEAN. SUM is 0.
# Output seen:
#   SUM_BY_NONZERO_WEIGHTS: loss NaN
#   MEAN: loss NaN
#   SUM: loss 0
#   weights after one step: NaN, NaN
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
  const labels = tf.tensor2d([[1, 0]]);
  const none = tf.tensor1d([0]);
  const weights = tf.variable(tf.tensor1d([1, 2]));
  for (const name of ["SUM_BY_NONZERO_WEIGHTS", "MEAN", "SUM"]) {
    const loss = () => tf.losses.softmaxCrossEntropy(labels, tf.expandDims(weights, 0), none, 0, tf.Reduction[name]);
    lines.push(`${name}: loss ${loss().arraySync()}`);
  }
  tf.train.adam(0.01).minimize(() => tf.losses.softmaxCrossEntropy(labels, tf.expandDims(weights, 0), none));
  lines.push(`weights after one step: ${Array.from(weights.dataSync()).join(", ")}`);
  console.log(lines.join("\n"));
  const seen = [
    "SUM_BY_NONZERO_WEIGHTS: loss NaN",
    "MEAN: loss NaN",
    "SUM: loss 0",
    "weights after one step: NaN, NaN",
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
