#!/bin/sh
# @tensorflow/tfjs 4.22.0 (npm): the gradient of mirrorPad.
#
# Guess: a value that is copied into the border gets the copies' gradients too; an operation without a gradient of its own
#   throws, as many here do.
# Seen: the gradient is that of padding with a constant: what comes back at the copies is dropped, silently.
# Output seen:
#   reflect: [2,1,2,3,2], gradient of the sum [1,1,1]
#   symmetric: [1,1,2,3,3], gradient of the sum [1,1,1]
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
  const x = tf.tensor1d([1, 2, 3]);
  for (const mode of ["reflect", "symmetric"]) {
    const pad = (x) => tf.mirrorPad(x, [[1, 1]], mode);
    lines.push(`${mode}: ${show(pad(x))}, gradient of the sum ${show(tf.grad((x) => tf.sum(pad(x)))(x))}`);
  }
  console.log(lines.join("\n"));
  const seen = [
    "reflect: [2,1,2,3,2], gradient of the sum [1,1,1]",
    "symmetric: [1,1,2,3,3], gradient of the sum [1,1,1]",
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
