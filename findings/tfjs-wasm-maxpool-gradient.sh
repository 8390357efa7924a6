#!/bin/sh
# @tensorflow/tfjs-backend-wasm 4.22.0 beside the cpu back end of @tensorflow/tfjs 4.22.0 (npm): the gradient of maxPool.
#
# Guess: each window's gradient goes to its largest entry, in either back end.
# Seen: where a window's entries are all negative, the WebAssembly back end loses it: of four such windows three send
#   nothing, and one sends its gradient to the first entry of the image, which is the largest of none. With one positive
#   entry in each window it is right, so behind a ReLU nothing shows, but behind a normalization.
# Output seen:
#   cpu, negative: largest -1,-1,-3,-4; gradient 0,2,0,1,0,1,0,0,0
#   cpu, positive: largest 9,9,9,9; gradient 0,0,0,0,4,0,0,0,0
#   wasm, negative: largest -1,-1,-3,-4; gradient 1,0,0,0,0,0,0,0,0
#   wasm, positive: largest 9,9,9,9; gradient 0,0,0,0,4,0,0,0,0
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
const values = [-5, -1, -2, -3, -9, -4, -6, -7, -8];
for (const backend of ["cpu", "wasm"]) {
  await tf.setBackend(backend);
  await tf.ready();
  for (const [name, sign] of [["negative", 1], ["positive", -1]]) {
    const input = tf.tensor(values.map((value) => sign * value), [1, 3, 3, 1]);
    const pool = (x) => tf.maxPool(x, 2, 1, "valid");
    const gradient = tf.grad((x) => tf.sum(pool(x)))(input).dataSync();
    lines.push(`${backend}, ${name}: largest ${pool(input).dataSync().join()}; gradient ${Array.from(gradient).join()}`);
  }
}
console.log(lines.join("\n"));
const seen = [
  "cpu, negative: largest -1,-1,-3,-4; gradient 0,2,0,1,0,1,0,0,0",
  "cpu, positive: largest 9,9,9,9; gradient 0,0,0,0,4,0,0,0,0",
  "wasm, negative: largest -1,-1,-3,-4; gradient 1,0,0,0,0,0,0,0,0",
  "wasm, positive: largest 9,9,9,9; gradient 0,0,0,0,4,0,0,0,0",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.mjs
