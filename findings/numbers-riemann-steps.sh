#!/bin/sh
# numbers 0.7.0 (npm): a library of mathematics, with integrals, primes, matrices and statistics.
#
# Guess: a Riemann sum of n steps has n terms, so that of the constant 1 from 0 to 1 is 1.
# Seen: the width of a step is added up until the end is reached. Tenths add up to a little less than 1, so an eleventh
#   step is taken at the end. Of the numbers of steps up to 100 that meets about half. More steps are not always better:
#   ten are worse than nine. A function that ends at 1 is asked for its value there.
# Output seen, of the constant 1 from 0 to 1:
#   9 steps: 1.000, 10 steps: 1.100, 11 steps: 1.000
#   with a term too many: 49 of the numbers of steps from 1 to 100
#   1 / (1 - x) in 10 steps, its last place at 0.9: infinite or above a million
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . numbers@0.7.0
cat > run.cjs <<'END'
const { calculus } = require("numbers");
const one = (n) => calculus.Riemann(() => 1, 0, 1, n);
let more = 0;
for (let n = 1; n <= 100; n++) if (Math.round(one(n) * n) > n) more++;
const pole = calculus.Riemann((x) => 1 / (1 - x), 0, 1, 10);
const lines = [
  [9, 10, 11].map((n) => `${n} steps: ${one(n).toFixed(3)}`).join(", "),
  `with a term too many: ${more} of the numbers of steps from 1 to 100`,
  `1 / (1 - x) in 10 steps, its last place at 0.9: ${pole > 1e6 ? "infinite or above a million" : pole.toFixed(3)}`,
];
console.log(lines.join("\n"));
const seen = [
  "9 steps: 1.000, 10 steps: 1.100, 11 steps: 1.000",
  "with a term too many: 49 of the numbers of steps from 1 to 100",
  "1 / (1 - x) in 10 steps, its last place at 0.9: infinite or above a million",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
