#!/bin/sh
# @ixjb94/indicators 1.2.4 (npm): "Fastest Technical Indicators", more than 100 of them; the triangular average trima.
#
# Guess: an average of fives is 5.
# Seen: with an odd period the first two results are too low and all others NaN. Halves of the period are not rounded, so
#   that the weights are wrong and sums read between the places. Even periods are right.
# Output seen:
#   eight fives, period 4: 5 5 5 5 5, period 5: 4.08 4.49 NaN NaN
#   1 to 8, period 4: 2.5 3.5 4.5 5.5 6.5, period 5: 2.53 3.51 NaN NaN, should be 3 4 5 6
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @ixjb94/indicators@1.2.4
cat > run.cjs <<'END'
const { IndicatorsSync } = require("@ixjb94/indicators");
const indicators = new IndicatorsSync();
const average = (list, size) =>
  list.slice(size - 1).map((_, i) => list.slice(i, i + size).reduce((sum, x) => sum + x, 0) / size);
const say = (list) => Array.from(list, (x) => Math.round(100 * x) / 100).join(" ");
const fives = new Array(8).fill(5);
const rising = Array.from({ length: 8 }, (_, i) => i + 1);
const [a, b] = [4, 5].map((period) => say(indicators.trima(fives, period)));
const [c, d] = [4, 5].map((period) => say(indicators.trima(rising, period)));
// The average of averages: of 3 values twice for a period of 5, of 2 and of 3 for one of 4.
const right = say(average(average(rising, 3), 3));
console.log(`eight fives, period 4: ${a}, period 5: ${b}`);
console.log(`1 to 8, period 4: ${c}, period 5: ${d}, should be ${right}`);
const even = a === "5 5 5 5 5" && c === say(average(average(rising, 2), 3));
process.exit(even && b.endsWith("NaN NaN") && d.endsWith("NaN NaN") && right === "3 4 5 6" ? 0 : 1);
END
node run.cjs
