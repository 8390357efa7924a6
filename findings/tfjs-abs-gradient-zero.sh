#!/bin/sh
# @tensorflow/tfjs 4.22.0 (npm): gradients; abs, and the l1 regularizer that is made of it.
#
# Guess: the gradient of abs at 0 is 0, as in TensorFlow and PyTorch, so that an L1 penalty leaves weights of 0 alone.
# Seen: it is -1. With nothing but the penalty, weights that are 0 are pushed away by a step, back to 0 by the next one
#   and away again. The gradient of relu, which has a bend as well, is 0 there.
# Output seen:
#   at -1, 0 and 2: gradient of abs -1 -1 1, of relu 0 0 1
#   two weights of 0 with an L1 penalty alone, step by step: 0.01 0.01, 0 0, 0.01 0.01, 0 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @tensorflow/tfjs@4.22.0
cat > run.cjs <<'END'
const tf = require("@tensorflow/tfjs");
const text = (values) => Array.from(values, (v) => Number(v.toFixed(3))).join(" ");
(async () => {
  await tf.setBackend("cpu");
  const points = tf.tensor1d([-1, 0, 2]);
  const [abs, relu] = [tf.abs, tf.relu].map((f) => tf.grad((x) => tf.sum(f(x)))(points).dataSync());
  const lines = [`at -1, 0 and 2: gradient of abs ${text(abs)}, of relu ${text(relu)}`];
  const kernelRegularizer = tf.regularizers.l1({ l1: 1 });
  const layer = tf.layers.dense({
    units: 2, inputShape: [1], kernelInitializer: "zeros", useBias: false, kernelRegularizer,
  });
  const model = tf.sequential({ layers: [layer] });
  model.compile({ optimizer: tf.train.sgd(0.01), loss: "meanSquaredError" });
  const seen = [];
  for (let step = 0; step < 4; step++) {
    await model.fit(tf.zeros([1, 1]), tf.zeros([1, 2]), { epochs: 1, verbose: 0 });
    seen.push(text(model.getWeights()[0].dataSync()));
  }
  lines.push(`two weights of 0 with an L1 penalty alone, step by step: ${seen.join(", ")}`);
  console.log(lines.join("\n"));
  process.exit(abs[1] === -1 && relu[1] === 0 && seen[0] === "0.01 0.01" ? 0 : 1);
})();
END
node run.cjs
