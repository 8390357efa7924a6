#!/bin/sh
# b36 1.0.0 (npm): "converting between base36 strings and buffers".
#
# Guess: a buffer that is encoded and decoded is the same one, as with base64, hex or the base58 of coins.
# Seen: the bytes are taken as one number, so zeros at the beginning count for nothing, and the length is not kept: of
#   16 bytes of a key that begins with 0 15 come back. An empty buffer comes back as one zero.
# Output seen:
#   00 00 01: 01
#   empty: 00
#   of buffers of one or two bytes do not come back: 256
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . b36@1.0.0
cat > run.cjs <<'END'
const { decode, encode } = require("b36");
const back = (bytes) => decode(encode(Buffer.from(bytes)));
const hex = (bytes) => back(bytes).toString("hex").replace(/(..)(?=.)/g, "$1 ");
let wrong = 0;
for (let a = 0; a < 256; a++) {
  if (!back([a]).equals(Buffer.from([a]))) wrong++;
  for (let b = 0; b < 256; b++) if (!back([a, b]).equals(Buffer.from([a, b]))) wrong++;
}
const lines = [
  `00 00 01: ${hex([0, 0, 1])}`,
  `empty: ${hex([])}`,
  `of buffers of one or two bytes do not come back: ${wrong}`,
];
console.log(lines.join("\n"));
process.exit(lines.join() === "00 00 01: 01,empty: 00,of buffers of one or two bytes do not come back: 256" ? 0 : 1);
END
node run.cjs
