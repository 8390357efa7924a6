#!/bin/sh
# @tensorflow/tfjs-backend-wasm 4.22.0 beside the cpu back end of @tensorflow/tfjs 4.22.0 (npm): log1p of small numbers.
#
# Guess: log1p exists for small numbers, where 1 + x has lost what matters; its twin expm1 is right to the last bits here.
# Seen: the WebAssembly back end takes the logarithm of 1 + x in float32: 5 % off at 1e-6, 0 from 5e-8 down. A
#   cross-entropy of a sure, right answer, log1p(exp(-x)), so is exactly 0, and of a nearly sure one stepped.
# Output seen:
#   cpu: log1p 1.00e-4, 1.00e-6, 1.00e-8; expm1 1.00e-4, 1.00e-6, 1.00e-8
#   wasm: log1p 1.00e-4, 9.54e-7, 0.00e+0; expm1 1.00e-4, 1.00e-6, 1.00e-8
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . \
  @tensorflow/tfjs@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0
cat > run.mjs <<'END'
import tf from "@tensorflow/tfjs";
import wasm from "@tensorflow/tfjs-backend-wasm";
wasm.setWasmPaths(process.cwd() + "/node_modules/@tensorflow/tfjs-backend-wasm/dist/");
const lines = [];
for (const backend of ["cpu", "wasm"]) {
  await tf.setBackend(backend);
  await tf.ready();
  const small = tf.tensor1d([1e-4, 1e-6, 1e-8]);
  const say = (tensor) => Array.from(tensor.dataSync(), (y) => y.toExponential(2)).join(", ");
  lines.push(`${backend}: log1p ${say(tf.log1p(small))}; expm1 ${say(tf.expm1(small))}`);
}
console.log(lines.join("\n"));
const seen = [
  "cpu: log1p 1.00e-4, 1.00e-6, 1.00e-8; expm1 1.00e-4, 1.00e-6, 1.00e-8",
  "wasm: log1p 1.00e-4, 9.54e-7, 0.00e+0; expm1 1.00e-4, 1.00e-6, 1.00e-8",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.mjs
