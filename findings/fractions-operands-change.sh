#!/bin/sh
# fractions 1.0.2 (npm): fractions; Fraction.multiply(a, b) and the like make a third of two.
#
# Guess: a third fraction comes, and a and b stay.
# Seen: a becomes the result, so the same product taken twice is another. A fraction divided by itself is not 1: the new
#   numerator is already in place when the denominator is made of it, and 3/4 by 3/4 is 1/4.
# Output seen:
#   1/2 times 1/3: 1/6, and the half is now 1/6
#   once more: 1/18
#   3/4 by itself: 1/4; of 81 fractions divided by themselves 58 are not 1
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . fractions@1.0.2
cat > run.cjs <<'END'
const Fraction = require("fractions");
const shown = (fraction) => `${fraction.numerator}/${fraction.denominator}`;
const half = new Fraction(1, 2);
const third = new Fraction(1, 3);
const product = shown(Fraction.multiply(half, third));
const kept = shown(half);
console.log(`1/2 times 1/3: ${product}, and the half is now ${kept}`);
const again = shown(Fraction.multiply(half, third));
console.log(`once more: ${again}`);
let wrong = 0;
let total = 0;
for (let numerator = 1; numerator <= 9; numerator++) {
  for (let denominator = 1; denominator <= 9; denominator++) {
    const fraction = new Fraction(numerator, denominator);
    total++;
    wrong += Fraction.divide(fraction, fraction).valueOf() === 1 ? 0 : 1;
  }
}
const quarters = new Fraction(3, 4);
const one = shown(Fraction.divide(quarters, quarters));
console.log(`3/4 by itself: ${one}; of ${total} fractions divided by themselves ${wrong} are not 1`);
process.exit(product === "1/6" && kept === "1/6" && again === "1/18" && wrong > total / 2 ? 0 : 1);
END
node run.cjs
