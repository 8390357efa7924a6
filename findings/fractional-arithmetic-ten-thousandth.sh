#!/bin/sh
# fractional-arithmetic 1.2.3 (npm): fractions; Fraction(d), "a new fraction equal to decimal number d".
#
# Guess: a ten-millionth is 1 over 10000000.
# Seen: it is 1 over 10000, a thousand times too much. The digits are taken from the number as text, which below a
#   millionth has an exponent, whose characters count as decimals. Numbers from a millionth up are right.
# Output seen:
#   0.001: (1/1000), 1 times the number
#   0.000001: (1/1000000), 1 times the number
#   1e-7: (1/10000), 1000 times the number
#   2.5e-7: (25/10000), 10000 times the number
#   1e-10: (1/100000), 100000 times the number
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . fractional-arithmetic@1.2.3
cat > run.cjs <<'END'
const { Fraction } = require("fractional-arithmetic");
const small = [0.001, 1e-6, 1e-7, 2.5e-7, 1e-10];
const off = small.map((value) => {
  const fraction = Fraction(value);
  const ratio = fraction.toNumber() / value;
  console.log(`${value}: ${fraction}, ${Number(ratio.toPrecision(3))} times the number`);
  return ratio;
});
process.exit(Math.abs(off[1] - 1) < 1e-9 && Math.abs(off[2] - 1000) < 1e-6 ? 0 : 1);
END
node run.cjs
