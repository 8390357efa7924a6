#!/bin/sh
# fractional 1.0.0 (npm): fractions that are read from text and written as mixed numbers.
#
# Guess: what toString() writes, the constructor reads again.
# Seen: -3/2 is written as "-1 1/2". Read, it is the sum of its two parts, -1 and a half: the sign is that of the whole
#   part only. Every negative mixed number comes back nearer to 0. Recipes and lengths hide it.
# Output seen:
#   3/2 is written 1 1/2 and read as 3/2
#   -3/2 is written -1 1/2 and read as -1/2
#   -11/4 is written -2 3/4 and read as -5/4
#   of -40/7 to 40/7 29 come back as something else
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . fractional@1.0.0
cat > run.cjs <<'END'
const { Fraction } = require("fractional");
const plain = (fraction) => `${fraction.numerator}/${fraction.denominator}`;
const back = (fraction) => new Fraction(String(fraction));
const say = (fraction) => `${plain(fraction)} is written ${fraction} and read as ${plain(back(fraction))}`;
const all = Array.from({ length: 81 }, (_, i) => new Fraction(i - 40, 7));
const lost = all.filter((fraction) => Number(fraction.numerator) && plain(back(fraction)) !== plain(fraction)).length;
const lines = [
  ...[new Fraction(3, 2), new Fraction(-3, 2), new Fraction(-11, 4)].map(say),
  `of -40/7 to 40/7 ${lost} come back as something else`,
];
console.log(lines.join("\n"));
const seen = [
  "3/2 is written 1 1/2 and read as 3/2",
  "-3/2 is written -1 1/2 and read as -1/2",
  "-11/4 is written -2 3/4 and read as -5/4",
  "of -40/7 to 40/7 29 come back as something else",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
