#!/bin/sh
# @tensorflow/tfjs 4.22.0 (npm): the gradient of where(condition, a, b) with a condition computed from the input.
#
# Guess: a comparison has no slope, so nothing goes back through the condition, as in TensorFlow, PyTorch and JAX; a
#   function in pieces, where(x > 0, x, 0), can be trained.
# Seen: a gradient of zeros is sent to the condition, and there the comparison, which has no gradient, throws. where(isNaN(x),
#   0, x) works, since isNaN happens to have one. So do oneHot and argMax.
# Output seen:
#   x > 0: Cannot compute gradient: gradient function not found for Greater.
#   x = x: Cannot compute gradient: gradient function not found for Equal.
#   isNaN(x): [0,0]
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
  const pieces = {
    "x > 0": (x) => tf.greater(x, 0),
    "x = x": (x) => tf.equal(x, x),
    "isNaN(x)": (x) => tf.isNaN(x),
  };
  for (const [name, condition] of Object.entries(pieces)) {
    try {
      const gradient = tf.grad((x) => tf.sum(tf.where(condition(x), x, tf.zerosLike(x))));
      lines.push(`${name}: ${show(gradient(tf.tensor1d([-1, 2])))}`);
    } catch ({ message }) {
      lines.push(`${name}: ${message.slice(0, 70)}`);
    }
  }
  console.log(lines.join("\n"));
  const seen = [
    "x > 0: Cannot compute gradient: gradient function not found for Greater.",
    "x = x: Cannot compute gradient: gradient function not found for Equal.",
    "isNaN(x): [0,0]",
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
