#!/bin/sh
# @tensorflow/tfjs 4.22.0 (npm): the gradient of max and min where several entries are the largest.
#
# Guess: as in TensorFlow and PyTorch (amax) the entries that tie share it, so that it sums to 1.
# Seen: each gets the whole of it. Of n equal logits the gradient is n times too long: a row of zeros, as a head that
#   starts with zeros gives, of 900 cells 900 times.
# Output seen:
#   max of [2,2,1]: [1,1,0]
#   min of [1,1,2]: [1,1,0]
#   max of 900 zeros: gradients sum to 900
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
  for (const [name, x] of [["max", [2, 2, 1]], ["min", [1, 1, 2]]])
    lines.push(`${name} of ${JSON.stringify(x)}: ${show(tf.grad((x) => tf[name](x))(tf.tensor1d(x)))}`);
  lines.push(`max of 900 zeros: gradients sum to ${tf.sum(tf.grad((x) => tf.max(x))(tf.zeros([900]))).arraySync()}`);
  console.log(lines.join("\n"));
  const seen = [
    "max of [2,2,1]: [1,1,0]",
    "min of [1,1,2]: [1,1,0]",
    "max of 900 zeros: gradients sum to 900",
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
