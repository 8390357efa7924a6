#!/bin/sh
# @tensorflow/tfjs-backend-wasm 4.22.0 beside tfjs-backend-cpu 4.22.0 (npm): sum and mean of a large tensor.
#
# Guess: float32 sums of a million numbers are good to some five digits, since they are split into blocks (as in NumPy)
#   or added up in float64 (as the cpu back end does).
# Seen: the WebAssembly back end adds one number after another into one float32. The mean of a million times 0.1 is 1 %
#   too large, and that of 2^25 ones is a half, since the sum stops growing at 2^24. A loss that is averaged over batch
#   and vocabulary drifts with the batch size.
# Output seen:
#   cpu: mean of 2^20 x 0.1 0.1000000; mean of 2^25 ones 1.0000000
#   wasm: mean of 2^20 x 0.1 0.1009863; mean of 2^25 ones 0.5000000
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
    const mean = (count, value) => tf.tidy(() => tf.mean(tf.fill([count], value)).dataSync()[0].toFixed(7));
    lines.push(`${name}: mean of 2^20 x 0.1 ${mean(2 ** 20, 0.1)}; mean of 2^25 ones ${mean(2 ** 25, 1)}`);
  }
  console.log(lines.join("\n"));
  const right = lines[0] === "cpu: mean of 2^20 x 0.1 0.1000000; mean of 2^25 ones 1.0000000";
  process.exit(right && lines[1] === "wasm: mean of 2^20 x 0.1 0.1009863; mean of 2^25 ones 0.5000000" ? 0 : 1);
})();
END
node run.cjs
