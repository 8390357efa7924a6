#!/bin/sh
# cbor-js 0.1.0 (npm): CBOR, a binary format with half floats.
#
# Guess: a half float is read with its sign.
# Seen: the 1023 negative ones nearest to 0, up to 6.1e-5, come out positive; all others are right. Small
#   weights and gradients in half floats change direction. cbor-redux 1.0.0, of the same root, has them right.
# Output seen, of all 65536 half floats:
#   cbor-js: 0xf98001 is 5.960464477539063e-8, wrong 1023
#   cbor-redux: 0xf98001 is -5.960464477539063e-8, wrong 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . cbor-js@0.1.0 cbor-redux@1.0.0
cat > run.cjs <<'END'
/** The value of 16 bits by the definition of half floats. */
function half(bits) {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return exponent ? sign * 2 ** (exponent - 15) * (1 + fraction / 1024) : sign * 2 ** -24 * fraction;
}
const wrong = ["cbor-js", "cbor-redux"].map((name) => {
  const { decode } = require(name);
  const read = (bits) => decode(Uint8Array.of(0xf9, bits >> 8, bits & 255).buffer);
  let count = 0;
  for (let bits = 0; bits < 65536; bits++) count += Number(!Object.is(read(bits), half(bits)));
  console.log(`${name}: 0xf98001 is ${read(0x8001)}, wrong ${count}`);
  return count;
});
process.exit(wrong[0] > 0 && wrong[1] === 0 ? 0 : 1);
END
node run.cjs
