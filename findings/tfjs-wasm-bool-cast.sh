#!/bin/sh
# @tensorflow/tfjs-backend-wasm 4.22.0 beside tfjs-backend-cpu 4.22.0 (npm): cast to bool.
#
# Guess: as in NumPy and in the other back ends, whatever is not 0 becomes true, and true is 1.
# Seen: the WebAssembly back end keeps the low byte of the integer part. 0.3 and 256 become false, -2 becomes 254, and a
#   mask of three true entries sums to 254: cells counted through such a mask, and means over it, are wrong without an
#   error. notEqual(x, 0) makes the right mask in both.
# Output seen:
#   cpu: cast 1,1,1,0 sum 3; notEqual 1,1,1,0 sum 3
#   wasm: cast 0,0,254,0 sum 254; notEqual 1,1,1,0 sum 3
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . \
  @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0
cat > run.cjs <<'END'
const tf = require("@tensorflow/tfjs-core");
require("@tensorflow/tfjs-backend-cpu");
require("@tensorflow/tfjs-backend-wasm");
const show = (mask) => `${mask.dataSync().join()} sum ${tf.sum(mask).dataSync()[0]}`;
(async () => {
  const lines = [];
  for (const name of ["cpu", "wasm"]) {
    await tf.setBackend(name);
    await tf.ready();
    const x = tf.tensor1d([0.3, 256, -2, 0]);
    lines.push(`${name}: cast ${show(tf.cast(x, "bool"))}; notEqual ${show(tf.notEqual(x, tf.scalar(0)))}`);
  }
  console.log(lines.join("\n"));
  const seen = [
    "cpu: cast 1,1,1,0 sum 3; notEqual 1,1,1,0 sum 3",
    "wasm: cast 0,0,254,0 sum 254; notEqual 1,1,1,0 sum 3",
  ];
  process.exit(lines.join() === seen.join() ? 0 : 1);
})();
END
node run.cjs
