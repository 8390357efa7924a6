#!/bin/sh
# mat-for-js 1.1.0 (npm): reads MATLAB files (level 5).
#
# Guess: an array of 2 x 3 x 4 comes out as data[i][j][k], as a matrix comes out as data[i][j]. What is not read is
#   listed under limitations: objects and version 7.3.
# Seen: with three dimensions the entry (i, j, k) is taken from i + 2 j + 3 k instead of i + 2 j + 6 k: numbers
#   repeat, and the last ones are never there. A batch of grids is mixed up in silence; matrices are right.
# Output seen, for 0, 1, 2 ... in MATLAB's order:
#   2 x 3: 6 of 6 right, the largest 5
#   2 x 3 x 4: 6 of 24 right, the largest 14
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . mat-for-js@1.1.0
cat > run.mjs <<'END'
import { read } from "mat-for-js";
/** One part of a level 5 file: type, length, bytes, padded to eight. */
function part(type, bytes) {
  const head = Buffer.alloc(8);
  head.writeInt32LE(type, 0);
  head.writeInt32LE(bytes.length, 4);
  return Buffer.concat([head, bytes, Buffer.alloc((8 - (bytes.length % 8)) % 8)]);
}
/** A file with a double array x of that shape that counts from 0 up, first dimension fastest. */
function file(shape) {
  const size = shape.reduce((product, n) => product * n, 1);
  const flags = part(6, Buffer.from(Uint32Array.of(6, 0).buffer));
  const numbers = part(9, Buffer.from(Float64Array.from({ length: size }, (_, i) => i).buffer));
  const inner = [flags, part(5, Buffer.from(Int32Array.from(shape).buffer)), part(1, Buffer.from("x")), numbers];
  const header = Buffer.alloc(128, " ");
  header.writeInt16LE(0x0100, 124);
  header.write("IM", 126);
  const whole = Buffer.concat([header, part(14, Buffer.concat(inner))]);
  return whole.buffer.slice(whole.byteOffset, whole.byteOffset + whole.length);
}
const lines = [[2, 3], [2, 3, 4]].map((shape) => {
  const { x } = read(file(shape)).data;
  let [right, largest, size] = [0, 0, 0];
  (function walk(entry, place, stride, depth) {
    if (depth < shape.length) {
      entry.forEach((inner, i) => walk(inner, place + i * stride, stride * shape[depth], depth + 1));
      return;
    }
    size++;
    right += Number(entry === place);
    largest = Math.max(largest, entry);
  })(x, 0, 1, 0);
  return `${shape.join(" x ")}: ${right} of ${size} right, the largest ${largest}`;
});
console.log(lines.join("\n"));
const seen = ["2 x 3: 6 of 6 right, the largest 5", "2 x 3 x 4: 6 of 24 right, the largest 14"];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.mjs
