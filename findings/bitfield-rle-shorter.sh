#!/bin/sh
# bitfield-rle 2.2.1 (npm): run lengths of bits; by its README decoding gives "128 bytes (like the old bitfield)".
#
# Guess: bytes come back as they were, as in the README's example, 128 with bit 400 set.
# Seen: zeros at the end are not stored, so that 51 come back. Of a mask with nothing in its last rows these rows are
#   missing; one of zeros alone comes back empty. decodingLength says the same too small number.
# Output seen:
#   bit 400 of 128 bytes: 51 back
#   9 x 9 mask, 11 bytes, without its last rows: 7 back
#   9 x 9 mask of zeros: 0 back
#   9 x 9 mask with its last cell: 11 back
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . bitfield-rle@2.2.1
cat > run.cjs <<'END'
const { encode, decode, decodingLength } = require("bitfield-rle");
function back(size, bits) {
  const bytes = Buffer.alloc(size);
  bits.forEach((bit) => (bytes[bit >> 3] |= 128 >> (bit & 7)));
  const coded = encode(bytes);
  const decoded = decode(coded);
  if (!bytes.subarray(0, decoded.length).equals(decoded) || decodingLength(coded) !== decoded.length) process.exit(1);
  return decoded.length;
}
const seen = [back(128, [400]), back(11, [3, 20, 50]), back(11, []), back(11, [3, 80])];
console.log(`bit 400 of 128 bytes: ${seen[0]} back`);
console.log(`9 x 9 mask, 11 bytes, without its last rows: ${seen[1]} back`);
console.log(`9 x 9 mask of zeros: ${seen[2]} back`);
console.log(`9 x 9 mask with its last cell: ${seen[3]} back`);
process.exit(seen.join() === "51,7,0,11" ? 0 : 1);
END
node run.cjs
