#!/bin/sh
# interval-arithmetic 1.1.3 (npm): computes with intervals, so that the result holds every value that can come out.
#
# Guess: fmod of [2, 4] by 3 holds 0 and 1, the remainders of 3 and 4: it is [0, 3].
# Seen: it is [2, 4], which holds neither. The multiple that fits the lower end is taken off both ends. An angle from
#   350 to 370 degrees stays above 350. Where no multiple lies within, as in [5, 5.5], it is right. Sine and cosine,
#   which use it, put that right themselves.
# Output seen, rounded:
#   [2, 4] by 3: [2, 4], 4 % 3 is 1
#   [350, 370] by 360: [350, 370], 370 % 360 is 10
#   [5, 5.5] by 3: [2, 2.5], 5.5 % 3 is 2.5
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . interval-arithmetic@1.1.3
cat > run.cjs <<'END'
const { Interval, fmod } = require("interval-arithmetic");
const lines = [[2, 4, 3], [350, 370, 360], [5, 5.5, 3]].map(([low, high, divisor]) => {
  const { lo, hi } = fmod(new Interval(low, high), new Interval(divisor, divisor));
  const [from, to] = [lo, hi].map((number) => Number(number.toFixed(6)));
  return `[${low}, ${high}] by ${divisor}: [${from}, ${to}], ${high} % ${divisor} is ${high % divisor}`;
});
console.log(lines.join("\n"));
const seen = [
  "[2, 4] by 3: [2, 4], 4 % 3 is 1",
  "[350, 370] by 360: [350, 370], 370 % 360 is 10",
  "[5, 5.5] by 3: [2, 2.5], 5.5 % 3 is 2.5",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
