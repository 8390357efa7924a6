#!/bin/sh
# fractional-arithmetic 1.2.3 (npm): fractions; Fraction(d) makes one that is "equal to decimal number d".
#
# Guess: Fraction(0.0000001) is 1/10000000.
# Seen: it is 1/10000. The text of the number is cut at its point, and the exponent in it counts as digits: 1e-7 has
#   four of them, and 1e21 is 1/100000. All numbers below a millionth and from 1e21 on are wrong. The README also has
#   add(f), which is not there; plus(f) is.
# Output seen:
#   0.25: (25/100), which is 0.25
#   0.000001: (1/1000000), which is 0.000001
#   1e-7: (1/10000), which is 0.0001
#   1.5e-7: (15/10000), which is 0.0015
#   100000000000000000000: (100000000000000000000/1), which is 100000000000000000000
#   1e+21: (1/100000), which is 0.00001
#   from a millionth on: 54 of 54 right, below: 216 of 216 wrong
#   plus: function, add: undefined
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . fractional-arithmetic@1.2.3
cat > run.cjs <<'END'
const { Fraction } = require("fractional-arithmetic");
const numbers = [0.25, 0.000001, 0.0000001, 0.00000015, 1e20, 1e21];
for (const number of numbers) console.log(`${number}: ${Fraction(number)}, which is ${Fraction(number).toNumber()}`);
let wrong = 0;
let right = 0;
for (let exponent = -30; exponent <= -1; exponent++) {
  for (let digit = 1; digit <= 9; digit++) {
    const number = Number(`${digit}e${exponent}`);
    const fits = Math.abs(Fraction(number).toNumber() / number - 1) < 1e-9;
    if (fits && exponent >= -6) right++;
    if (!fits && exponent < -6) wrong++;
  }
}
console.log(`from a millionth on: ${right} of 54 right, below: ${wrong} of 216 wrong`);
console.log(`plus: ${typeof Fraction(1, 2).plus}, add: ${typeof Fraction(1, 2).add}`);
process.exit(right === 54 && wrong === 216 && Fraction(1e21).toNumber() < 1 ? 0 : 1);
END
node run.cjs
