#!/bin/sh
# @tensorflow/tfjs 4.22.0 (npm): image.transform of a batch, on the cpu back end.
#
# Guess: with the identity as its transform a batch of two pictures comes back as it was.
# Seen: the first does; the second is all fill value, whether there is one transform for both or one each. For
#   augmenting a batch that means that one picture is augmented and all others are blank. In the WebAssembly back end
#   all are right.
# Output seen:
#   cpu, transforms 1: 1,2,3,4,-1,-1,-1,-1,-1,-1,-1,-1
#   cpu, transforms 3: 1,2,3,4,-1,-1,-1,-1,-1,-1,-1,-1
#   wasm, transforms 1: 1,2,3,4,5,6,7,8,9,10,11,12
#   wasm, transforms 3: 1,2,3,4,5,6,7,8,9,10,11,12
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . \
  @tensorflow/tfjs@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0
cat > run.cjs <<'END'
const tf = require("@tensorflow/tfjs");
require("@tensorflow/tfjs-backend-wasm");
const lines = [];
const identity = [1, 0, 0, 0, 1, 0, 0, 0];
(async () => {
  for (const name of ["cpu", "wasm"]) {
    await tf.setBackend(name);
    await tf.ready();
    const batch = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [3, 2, 2, 1]);
    for (const transforms of [[identity], [identity, identity, identity]]) {
      const result = tf.image.transform(batch, tf.tensor2d(transforms), "nearest", "constant", -1);
      lines.push(`${name}, transforms ${transforms.length}: ${result.dataSync().join()}`);
    }
  }
  console.log(lines.join("\n"));
  const seen = [
    "cpu, transforms 1: 1,2,3,4,-1,-1,-1,-1,-1,-1,-1,-1",
    "cpu, transforms 3: 1,2,3,4,-1,-1,-1,-1,-1,-1,-1,-1",
    "wasm, transforms 1: 1,2,3,4,5,6,7,8,9,10,11,12",
    "wasm, transforms 3: 1,2,3,4,5,6,7,8,9,10,11,12",
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
