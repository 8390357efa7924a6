#!/bin/sh
# float16 0.0.1 (npm): numbers to the bits of IEEE half precision and back.
#
# Guess: what is too large becomes infinity, as 65520 does; rounding is to the nearest, halves to even.
# Seen: the exponent runs over into the sign. 65536 is infinity, 70000 is NaN, 131072 is -0 and a million is a small
#   negative number, finite and plausible, so that an overflow in a file of weights shows nowhere. Halves round up: 2049
#   becomes 2050, where a conversion by the standard gives 2048.
# Output seen:
#   65520 -> Infinity, 70000 -> NaN, 131072 -> -0, 1000000 -> -0.00023281574249267578, 2049 -> 2050
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . float16@0.0.1
cat > run.cjs <<'END'
const { float16ToByte, byteToFloat16 } = require("float16");
const show = (x) => (Object.is(x, -0) ? "-0" : String(x));
const half = (x) => byteToFloat16(float16ToByte(x));
const line = [65520, 70000, 131072, 1e6, 2049].map((x) => `${x} -> ${show(half(x))}`).join(", ");
console.log(line);
const seen = "65520 -> Infinity, 70000 -> NaN, 131072 -> -0, 1000000 -> -0.00023281574249267578, 2049 -> 2050";
process.exit(line === seen ? 0 : 1);
END
node run.cjs
