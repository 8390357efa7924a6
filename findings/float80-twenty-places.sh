#!/bin/sh
# float80 1.1.0 (npm): reads 80-bit (x87) and 48-bit (Pascal) floating-point numbers, as big numbers.
#
# Guess: a big number keeps all 64 bits of the fraction; in the reader's own example 1 is exactly 1.
# Seen: fraction and power of two are made by divisions, which the big numbers cut at 20 decimal places (they are made
#   for money). So what is below 2^-67 is 0, 1e-10 has 10 digits, fewer than a double, and 2^67 + 16, an integer, gets a
#   fraction. As text everything is rounded to 6 places, so that 1e-10 is 0.
# Output seen (double in, number out):
#   1e-10: 9.9999999994e-11
#   1e-21: 0.0000000000e+0
#   2^67 + 2^4: 147573952589676412944.23313478486440542208, exactly 147573952589676412944
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . float80@1.1.0
cat > run.cjs <<'END'
const { Float80 } = require("float80");
/** The ten bytes of (integer part 1) mantissa times 2^exponent, highest byte first. */
function bytes(mantissa, exponent) {
  const all = (BigInt(exponent + 63 + 0x3fff) << 64n) | mantissa;
  return Array.from({ length: 10 }, (_, i) => Number((all >> BigInt(8 * (9 - i))) & 255n));
}
/** Of a positive number below 1. */
function ofDouble(x) {
  const exponent = Math.floor(Math.log2(x)) - 63;
  return bytes(BigInt(x * 2 ** -exponent), exponent);
}
const read = (all) => Float80.fromBytes(all).asNumber();
const lines = [
  `1e-10: ${read(ofDouble(1e-10)).toExponential(10)}`,
  `1e-21: ${read(ofDouble(1e-21)).toExponential(10)}`,
  `2^67 + 2^4: ${read(bytes(2n ** 63n + 1n, 4)).toString()}, exactly ${2n ** 67n + 16n}`,
];
console.log(lines.join("\n"));
const seen = [
  "1e-10: 9.9999999994e-11",
  "1e-21: 0.0000000000e+0",
  "2^67 + 2^4: 147573952589676412944.23313478486440542208, exactly 147573952589676412944",
];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
