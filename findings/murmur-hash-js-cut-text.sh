#!/bin/sh
# murmur-hash-js 1.0.0 (npm): MurmurHash2 and MurmurHash3 of a string or a Buffer.
#
# Guess: a string has the hash of its bytes, and with seed 0 "abcd" is 646393889 (MurmurHash2), as elsewhere.
# Seen: of a string as many bytes are hashed as it has letters, so that the end of any text beyond ASCII does not
#   count: ten labels have one hash. A seed of 0 is taken as none, and 19088743 is used in its place, which the README does
#   not say. As bytes and with another seed the hashes are right.
# Output seen:
#   "Größe 1" to "Größe 9": 1 hash as strings, 9 as bytes
#   "abcd", seed 0: 3486380542, seed 19088743: 3486380542, should be 646393889
#   "abcd", seed 1: 3376380438, should be 3376380438
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . murmur-hash-js@1.0.0
cat > run.cjs <<'END'
const { murmur2 } = require("murmur-hash-js");
/** MurmurHash2 of bytes, 32 bits. */
function right(bytes, seed) {
  const m = 0x5bd1e995;
  let h = seed ^ bytes.length;
  let i = 0;
  for (; i + 4 <= bytes.length; i += 4) {
    let k = Math.imul(bytes.readInt32LE(i), m);
    k = Math.imul(k ^ (k >>> 24), m);
    h = Math.imul(h, m) ^ k;
  }
  const rest = bytes.length - i;
  for (let n = rest - 1; n >= 0; n--) h ^= bytes[i + n] << (8 * n);
  if (rest > 0) h = Math.imul(h, m);
  h = Math.imul(h ^ (h >>> 13), m);
  return (h ^ (h >>> 15)) >>> 0;
}
const labels = Array.from({ length: 9 }, (_, i) => `Größe ${i + 1}`);
const count = (list) => new Set(list).size;
const texts = count(labels.map((label) => murmur2(label, 1)));
const bytes = count(labels.map((label) => murmur2(Buffer.from(label), 1)));
const abcd = Buffer.from("abcd");
const [zero, other, one] = [0, 19088743, 1].map((seed) => murmur2("abcd", seed));
console.log(`"${labels[0]}" to "${labels[8]}": ${texts} hash as strings, ${bytes} as bytes`);
console.log(`"abcd", seed 0: ${zero}, seed 19088743: ${other}, should be ${right(abcd, 0)}`);
console.log(`"abcd", seed 1: ${one}, should be ${right(abcd, 1)}`);
process.exit(texts === 1 && bytes === 9 && zero === other && zero !== right(abcd, 0) && one === right(abcd, 1) ? 0 : 1);
END
node --no-deprecation run.cjs
