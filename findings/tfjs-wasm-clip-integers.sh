#!/bin/sh
# @tensorflow/tfjs-backend-wasm 4.22.0 beside tfjs-backend-cpu 4.22.0 (npm): clipByValue of integers.
#
# Guess: numbers below the lower bound become it, those above the upper bound that one, in an integer tensor too.
# Seen: the WebAssembly back end compares the integers with the bounds' bits as floating-point numbers. Clipped to 1 and
#   3, every number becomes 1065353216, which is how 1 is stored as a float32; clipped to 0 and 9, what is too large
#   stays as it is. Token numbers and colours 0 to 9 of a grid are such integers.
# Output seen:
#   cpu: 1 to 3: 1,1,2,3; 0 to 9: 0,0,2,9
#   wasm: 1 to 3: 1065353216,1065353216,1065353216,1065353216; 0 to 9: 0,0,2,12
#   right: 1 to 3: 1,1,2,3; 0 to 9: 0,0,2,9
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
const lines = [];
const numbers = [-5, 0, 2, 12];
const say = (low, high, list) => `${low} to ${high}: ${Array.from(list).join()}`;
(async () => {
  for (const name of ["cpu", "wasm"]) {
    await tf.setBackend(name);
    await tf.ready();
    const x = tf.tensor1d(numbers, "int32");
    const both = [[1, 3], [0, 9]].map(([low, high]) => say(low, high, tf.clipByValue(x, low, high).dataSync()));
    lines.push(`${name}: ${both.join("; ")}`);
  }
  const right = (low, high) => say(low, high, numbers.map((x) => Math.min(Math.max(x, low), high)));
  lines.push(`right: ${right(1, 3)}; ${right(0, 9)}`);
  console.log(lines.join("\n"));
  const seen = [
    "cpu: 1 to 3: 1,1,2,3; 0 to 9: 0,0,2,9",
    "wasm: 1 to 3: 1065353216,1065353216,1065353216,1065353216; 0 to 9: 0,0,2,12",
    "right: 1 to 3: 1,1,2,3; 0 to 9: 0,0,2,9",
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
