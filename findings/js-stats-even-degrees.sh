#!/bin/sh
# js-stats 1.0.5 (npm): normal, t, F and chi-square distributions.
#
# Guess: the chi-square distribution of 1, 2, 4, 6 or 10 degrees of freedom is that of the tables, as the one of 3 is.
# Seen: whether the degrees are even is found by reading the number as a text in base two. "1" is then 1, thus "even";
#   "2", "4" and "6" are no such numbers and "10" is 2, thus all "odd". So 2 gets the curve of 1, 4 that of 5, and of 1
#   degree every value has a probability of 1. Only the odd ones from 3 on are right.
# Output seen, at 3.841, in brackets the definition for the even ones:
#   1: 1.0000, 3: 0.7208
#   2: 0.9500 (0.8535), 4: 0.4275 (0.5720), 6: 0.2021 (0.3018), 10: 0.0257 (0.0458)
#   5: 0.4275, 7: 0.2021
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . js-stats@1.0.5
cat > run.cjs <<'END'
const { ChiSquareDistribution } = require("js-stats");
const x = 3.841;
const read = (df) => new ChiSquareDistribution(df).cumulativeProbability(x).toFixed(4);
/** The distribution of an even number of degrees: a sum of Poisson terms. */
function defined(df) {
  let term = 1;
  let sum = 0;
  for (let i = 0; i < df / 2; term *= x / 2 / ++i) sum += term;
  return (1 - Math.exp(-x / 2) * sum).toFixed(4);
}
const lines = [
  `1: ${read(1)}, 3: ${read(3)}`,
  [2, 4, 6, 10].map((df) => `${df}: ${read(df)} (${defined(df)})`).join(", "),
  `5: ${read(5)}, 7: ${read(7)}`,
];
console.log(lines.join("\n"));
const seen = [
  "1: 1.0000, 3: 0.7208",
  "2: 0.9500 (0.8535), 4: 0.4275 (0.5720), 6: 0.2021 (0.3018), 10: 0.0257 (0.0458)",
  "5: 0.4275, 7: 0.2021",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
