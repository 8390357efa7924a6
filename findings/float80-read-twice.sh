#!/bin/sh
# float80 1.1.0 (npm): reads 80-bit (x87) and 48-bit (Pascal) floating-point numbers.
#
# Guess: reading does not change what is read.
# Seen: big-endian bytes are copied before they are turned round, little-endian ones, as every x86 writes them, are not.
#   The bit of the integer part (80 bits) or of the sign (48 bits) is then taken out of the caller's bytes: read again
#   the same bytes are another number.
# Output seen (first, second reading):
#   80 bits, 1.5, little-endian: 1.5, 0.5
#   80 bits, 1.5, big-endian: 1.5, 1.5
#   48 bits, -1, little-endian: -1, 1
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . float80@1.1.0
cat > run.cjs <<'END'
const { Float80, Float48 } = require("float80");
const half = [0x3f, 0xff, 0xc0, 0, 0, 0, 0, 0, 0, 0];
function line(name, Type, bytes, little) {
  const twice = [0, 1].map(() => Type.fromBytes(bytes, little).asNumber().toString());
  return `${name}: ${twice.join(", ")}`;
}
const lines = [
  line("80 bits, 1.5, little-endian", Float80, [...half].reverse(), true),
  line("80 bits, 1.5, big-endian", Float80, [...half], false),
  line("48 bits, -1, little-endian", Float48, [0x81, 0, 0, 0, 0, 0x80], true),
];
console.log(lines.join("\n"));
const seen = [
  "80 bits, 1.5, little-endian: 1.5, 0.5",
  "80 bits, 1.5, big-endian: 1.5, 1.5",
  "48 bits, -1, little-endian: -1, 1",
];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
