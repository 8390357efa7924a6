#!/bin/sh
# @tensorflow/tfjs-backend-wasm 4.22.0 beside tfjs-backend-cpu 4.22.0 (npm): image.transform with the fill mode
#   "reflect".
#
# Guess: as its documentation draws it, d c b a | a b c d | d c b a: behind the edge comes the row backwards, its last
#   cell first.
# Seen: in the WebAssembly back end both cells before the row a b c d are d, as if it were wrapped and then stuck; on
#   the other side it is right. The cpu back end is right on both.
# Output seen (the row a b c d, moved by some cells):
#   cpu: by 1 aabc, by 2 baab, by 3 cbaa, by -2 cddc
#   wasm: by 1 dabc, by 2 ddab, by 3 ddda, by -2 cddc
#   right: by 1 aabc, by 2 baab, by 3 cbaa, by -2 cddc
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
const moves = [1, 2, 3, -2];
(async () => {
  for (const name of ["cpu", "wasm"]) {
    await tf.setBackend(name);
    await tf.ready();
    const row = tf.tensor4d([0, 1, 2, 3], [1, 1, 4, 1]);
    const moved = moves.map((by) => {
      const result = tf.image.transform(row, tf.tensor2d([[1, 0, -by, 0, 1, 0, 0, 0]]), "nearest", "reflect");
      return `by ${by} ${Array.from(result.dataSync(), (cell) => "abcd"[cell]).join("")}`;
    });
    lines.push(`${name}: ${moved.join(", ")}`);
  }
  const drawn = "dcbaabcddcba";
  lines.push(`right: ${moves.map((by) => `by ${by} ${drawn.slice(4 - by, 8 - by)}`).join(", ")}`);
  console.log(lines.join("\n"));
  const seen = [
    "cpu: by 1 aabc, by 2 baab, by 3 cbaa, by -2 cddc",
    "wasm: by 1 dabc, by 2 ddab, by 3 ddda, by -2 cddc",
    "right: by 1 aabc, by 2 baab, by 3 cbaa, by -2 cddc",
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
