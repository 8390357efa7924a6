#!/bin/sh
# @tensorflow/tfjs-backend-wasm 4.22.0 beside tfjs-backend-cpu 4.22.0 (npm): image.rotateWithOffset with a fill value.
#
# Guess: corners that a turned picture leaves free get the fill value.
# Seen: the WebAssembly back end takes it for a whole number without a sign. 0.5, the grey of pictures from 0 to 1, is
#   black, and so is 0.99; -1, the black of pictures from -1 to 1, is 4294967296. Whole numbers from 0 on are right.
# Output seen (the first corner of a picture of 4 x 4 that is turned by 45 degrees):
#   cpu: 7 is 7, 0.5 is 0.5, 0.99 is 0.99, -1 is -1
#   wasm: 7 is 7, 0.5 is 0, 0.99 is 0, -1 is 4294967296
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
(async () => {
  for (const name of ["cpu", "wasm"]) {
    await tf.setBackend(name);
    await tf.ready();
    const corners = [7, 0.5, 0.99, -1].map((fill) => {
      const turned = tf.image.rotateWithOffset(tf.ones([1, 4, 4, 1]), Math.PI / 4, fill);
      return `${fill} is ${Number(turned.dataSync()[0].toFixed(3))}`;
    });
    lines.push(`${name}: ${corners.join(", ")}`);
  }
  console.log(lines.join("\n"));
  const seen = [
    "cpu: 7 is 7, 0.5 is 0.5, 0.99 is 0.99, -1 is -1",
    "wasm: 7 is 7, 0.5 is 0, 0.99 is 0, -1 is 4294967296",
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
