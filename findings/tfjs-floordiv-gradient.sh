#!/bin/sh
# @tensorflow/tfjs 4.22.0 (npm): the gradient of floorDiv.
#
# Guess: a step function has slope 0 where it has one, as floor here has; or none, and it throws.
# Seen: it has the slope of a division without the floor, though its result is an integer. mod, which is x - floorDiv(x, y)
#   y, has the right one, so the two contradict each other.
# Output seen:
#   floorDiv: [3], gradient [0.5]
#   floor of div: [3], gradient [0]
#   mod: [1.5], gradient [1]
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
  const x = tf.tensor1d([7.5]);
  const two = tf.tensor1d([2]);
  for (const [name, f] of Object.entries({
    floorDiv: (x) => tf.cast(tf.floorDiv(x, two), "float32"),
    "floor of div": (x) => tf.floor(tf.div(x, two)),
    mod: (x) => tf.mod(x, two),
  }))
    lines.push(`${name}: ${show(f(x))}, gradient ${show(tf.grad((x) => tf.sum(f(x)))(x))}`);
  console.log(lines.join("\n"));
  const seen = [
    "floorDiv: [3], gradient [0.5]",
    "floor of div: [3], gradient [0]",
    "mod: [1.5], gradient [1]",
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
