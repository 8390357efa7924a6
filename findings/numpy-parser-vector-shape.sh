#!/bin/sh
# numpy-parser 1.2.3 (npm): reads .npy files.
#
# Guess: a vector of n numbers, shape (n,), comes out with the shape [n]; a type that is not read is refused, as eight are.
# Seen: the shape of a vector is [n, 1], so that it broadcasts against a row as a column does, n by n. Text ("<U2") is not
#   refused but read as if it were "<u2": four numbers in an array of [1, 1].
# Output seen:
#   (3,): shape [3,1], data 1,2,3
#   (3, 1): shape [3,1], data 1,2,3
#   <U2 (1,): shape [1,1], data 97,0,98,0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . numpy-parser@1.2.3
cat > run.cjs <<'END'
const { fromArrayBuffer } = require("numpy-parser");
const lines = [];
function npy(descr, shape, bytes) {
  const head = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`.padEnd(117) + "\n";
  const file = new Uint8Array(128 + bytes.length);
  file.set([0x93, ...Buffer.from("NUMPY"), 1, 0, 118, 0, ...Buffer.from(head), ...bytes]);
  return file.buffer;
}
const floats = new Uint8Array(new Float32Array([1, 2, 3]).buffer);
const say = ({ shape, data }) => `shape [${shape}], data ${Array.from(data)}`;
lines.push(`(3,): ${say(fromArrayBuffer(npy("<f4", "(3,)", floats)))}`);
lines.push(`(3, 1): ${say(fromArrayBuffer(npy("<f4", "(3, 1)", floats)))}`);
lines.push(`<U2 (1,): ${say(fromArrayBuffer(npy("<U2", "(1,)", [97, 0, 0, 0, 98, 0, 0, 0])))}`);
console.log(lines.join("\n"));
const seen = [
  "(3,): shape [3,1], data 1,2,3",
  "(3, 1): shape [3,1], data 1,2,3",
  "<U2 (1,): shape [1,1], data 97,0,98,0",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
