#!/bin/sh
# @minhducsun2002/leb128 1.0.0 (npm): "LEB128 numbers, done right", as WebAssembly and debug data have them.
#
# Guess: each safe integer, which is what the package checks for, comes back, and the bytes are those of the format.
# Seen: shifts are of 32 bits, so 2^32 + 5 is written as 5. For a negative number the width is rounded up to 7 bits, but
#   not one bit more is kept for the sign: -65 to -127 are written with a first bit of 0, as positive numbers, and read
#   as something else, although the reader is told that a negative number comes. -1 is written as 0.
# Output seen:
#   2^32 + 5 comes back as 5
#   -1 is 00, by the format 7f
#   -100 is 1c, by the format 9c 7f, and comes back as -4
#   of -1 to -128 come back: 63
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @minhducsun2002/leb128@1.0.0
cat > run.cjs <<'END'
const { LEB128 } = require("@minhducsun2002/leb128");
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
function format(number) {
  const bytes = [];
  for (;;) {
    const byte = number & 127;
    number >>= 7;
    if ((number === 0 && byte < 64) || (number === -1 && byte >= 64)) return [...bytes, byte];
    bytes.push(byte | 128);
  }
}
const back = (number) => LEB128.decode(LEB128.encode(number), 0, number < 0);
let right = 0;
for (let number = -1; number >= -128; number--) if (back(number) === number) right++;
const lines = [
  `2^32 + 5 comes back as ${back(2 ** 32 + 5)}`,
  `-1 is ${hex(LEB128.encode(-1))}, by the format ${hex(format(-1))}`,
  `-100 is ${hex(LEB128.encode(-100))}, by the format ${hex(format(-100))}, and comes back as ${back(-100)}`,
  `of -1 to -128 come back: ${right}`,
];
console.log(lines.join("\n"));
const seen = [
  "2^32 + 5 comes back as 5",
  "-1 is 00, by the format 7f",
  "-100 is 1c, by the format 9c 7f, and comes back as -4",
  "of -1 to -128 come back: 63",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
