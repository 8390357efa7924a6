#!/bin/sh
# @tensorflow/tfjs-backend-wasm 4.22.0 beside tfjs-backend-cpu 4.22.0 (npm): sign.
#
# Guess: the sign of every number but 0 is 1 or -1.
# Seen: in the WebAssembly back end small numbers have the sign 0, from about 1e-7 down, though float32 goes down to
#   1e-45 and abs keeps them. The step of a sign-based optimizer ends there, and a mask sign(abs(x)) of what is not 0
#   has gaps. greater(x, 0) is right in both.
# Output seen:
#   cpu: sign 1,-1,1,-1,1,0; greater than 0 1,0,1,0,1,0
#   wasm: sign 1,-1,0,0,0,0; greater than 0 1,0,1,0,1,0
#   right: sign 1,-1,1,-1,1,0
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
const numbers = [1, -1e-6, 1e-8, -1e-8, 1e-30, 0];
(async () => {
  for (const name of ["cpu", "wasm"]) {
    await tf.setBackend(name);
    await tf.ready();
    const x = tf.tensor1d(numbers);
    lines.push(`${name}: sign ${tf.sign(x).dataSync().join()}; greater than 0 ${tf.greater(x, 0).dataSync().join()}`);
  }
  lines.push(`right: sign ${numbers.map(Math.sign).join()}`);
  console.log(lines.join("\n"));
  const seen = [
    "cpu: sign 1,-1,1,-1,1,0; greater than 0 1,0,1,0,1,0",
    "wasm: sign 1,-1,0,0,0,0; greater than 0 1,0,1,0,1,0",
    "right: sign 1,-1,1,-1,1,0",
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
