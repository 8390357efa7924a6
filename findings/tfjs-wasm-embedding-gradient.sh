#!/bin/sh
# @tensorflow/tfjs-backend-wasm 4.22.0 (npm): training through a table of embeddings.
#
# Guess: an operation that runs in the WebAssembly back end can be trained in it, at least if its gradient is as plain
#   as gather's, the sum of what was taken of each row.
# Seen: gather runs, its gradient fails, for want of a kernel, in the middle of the first step. Of some sixty operations
#   tried (matMul, softmax, conv2d, cumsum, topk, where, ...) it was the only one whose gradient the cpu back end has
#   and this one has not; it is the first layer of every model of tokens. A product with oneHot does the same and
#   trains.
# Output seen:
#   cpu: gather gradient 1,0,2; oneHot and matMul gradient 1,0,2
#   wasm: gather runs; gradient: Kernel 'UnsortedSegmentSum' not registered for backend 'wasm'; oneHot and matMul
#     gradient 1,0,2
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . \
  @tensorflow/tfjs@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0
cat > run.cjs <<'END'
const tf = require("@tensorflow/tfjs");
require("@tensorflow/tfjs-backend-wasm");
(async () => {
  const lines = [];
  for (const name of ["cpu", "wasm"]) {
    await tf.setBackend(name);
    await tf.ready();
    const tokens = tf.tensor1d([0, 2, 2], "int32");
    const table = tf.tensor2d([[1], [2], [3]]);
    const byGather = (w) => tf.gather(w, tokens);
    const byProduct = (w) => tf.matMul(tf.oneHot(tokens, 3).toFloat(), w);
    const gradient = (f) => tf.grad((w) => tf.sum(f(w)))(table).dataSync().join();
    byGather(table).dataSync();
    let gather;
    try {
      gather = `gather gradient ${gradient(byGather)}`;
    } catch (error) {
      gather = `gather runs; gradient: ${error.message}`;
    }
    lines.push(`${name}: ${gather}; oneHot and matMul gradient ${gradient(byProduct)}`);
  }
  console.log(lines.join("\n"));
  const missing = "gather runs; gradient: Kernel 'UnsortedSegmentSum' not registered for backend 'wasm'";
  const seen = [
    "cpu: gather gradient 1,0,2; oneHot and matMul gradient 1,0,2",
    `wasm: ${missing}; oneHot and matMul gradient 1,0,2`,
  ];
  process.exit(lines.join() === seen.join() ? 0 : 1);
})();
END
node run.cjs
