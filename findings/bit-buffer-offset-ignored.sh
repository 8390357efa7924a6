#!/bin/sh
# bit-buffer 0.3.0 (npm): BitView(buffer, byteOffset, byteLength) and BitStream, to read and write bits.
#
# Guess: byteOffset and byteLength "offset and truncate the view's representation of the buffer", as the README has
#   it.
# Seen: both are ignored: the view is of the whole buffer, so that a header is read as data, and a write at place 0
#   overwrites it. Given a typed array, the view is a copy: what is written does not arrive.
# Output seen, a header 9, 9, then 1, 2:
#   BitView(buffer, 2, 2): byte 0 is 9, 32 bits long
#   after setUint8(0, 7): 7,9,1,2
#   BitView(Uint8Array), after setUint8(0, 7): 9,9,1,2
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . bit-buffer@0.3.0
cat > run.cjs <<'END'
const { BitView } = require("bit-buffer");
const bytes = Uint8Array.of(9, 9, 1, 2);
const view = new BitView(bytes.buffer, 2, 2);
const lines = [`BitView(buffer, 2, 2): byte 0 is ${view.getUint8(0)}, ${view.length} bits long`];
view.setUint8(0, 7);
lines.push(`after setUint8(0, 7): ${bytes}`);
const array = Uint8Array.of(9, 9, 1, 2);
new BitView(array).setUint8(0, 7);
lines.push(`BitView(Uint8Array), after setUint8(0, 7): ${array}`);
console.log(lines.join("\n"));
const seen = [
  "BitView(buffer, 2, 2): byte 0 is 9, 32 bits long",
  "after setUint8(0, 7): 7,9,1,2",
  "BitView(Uint8Array), after setUint8(0, 7): 9,9,1,2",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
