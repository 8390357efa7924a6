#!/bin/sh
# @tensorflow/tfjs-backend-wasm 4.22.0 beside tfjs-backend-cpu 4.22.0 (npm): NaN in clipByValue and maximum.
#
# Guess: NaN stays NaN, as in the cpu back end, in NumPy and in torch.clamp, so that a gradient that went wrong shows.
# Seen: in the WebAssembly back end clipByValue turns NaN into the lower bound, and maximum(a, b) gives NaN or the
#   number depending on which side the NaN stands, while relu and max over an axis keep it. Clipped gradients push every
#   weight on, at full strength and in one direction, and nothing says so.
# Output seen:
#   cpu: clip NaN,-1,1; maximum(NaN, 1) NaN; maximum(1, NaN) NaN; relu NaN; max NaN
#   wasm: clip -1,-1,1; maximum(NaN, 1) NaN; maximum(1, NaN) 1; relu NaN; max NaN
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
(async () => {
  const lines = [];
  for (const name of ["cpu", "wasm"]) {
    await tf.setBackend(name);
    await tf.ready();
    const t = (...numbers) => tf.tensor1d(numbers);
    const show = (tensor) => tensor.dataSync().join();
    lines.push(
      `${name}: clip ${show(tf.clipByValue(t(NaN, -5, 5), -1, 1))}` +
        `; maximum(NaN, 1) ${show(tf.maximum(t(NaN), t(1)))}; maximum(1, NaN) ${show(tf.maximum(t(1), t(NaN)))}` +
        `; relu ${show(tf.relu(t(NaN)))}; max ${show(tf.max(t(NaN, 1)))}`,
    );
  }
  console.log(lines.join("\n"));
  const seen = [
    "cpu: clip NaN,-1,1; maximum(NaN, 1) NaN; maximum(1, NaN) NaN; relu NaN; max NaN",
    "wasm: clip -1,-1,1; maximum(NaN, 1) NaN; maximum(1, NaN) 1; relu NaN; max NaN",
  ];
  process.exit(lines.join() === seen.join() ? 0 : 1);
})();
END
node run.cjs
