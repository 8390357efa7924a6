#!/bin/sh
# fast-stats 0.0.7 (npm): means, percentiles and filters of numbers.
#
# Guess: percentiles do not fall: the 75th of some numbers is at least the 74th.
# Seen: 25, 50 and 75 are the mean of two neighbours counted from n - 1, every other percentile is one number counted
#   from n. That they differ is in the README; but the two rules do not fit together, and 75 comes below 74.
# Output seen, for the numbers 1 to 10:
#   74th: 8, 75th: 7.5, 76th: 8
#   49.9th: 5, 50th: 5.5, 50.1th: 6
#   of 2 to 100 numbers the 75th is below the 74.9th for 50
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . fast-stats@0.0.7
cat > run.cjs <<'END'
const { Stats } = require("fast-stats");
const upTo = (n) => new Stats().push(Array.from({ length: n }, (_, i) => i + 1));
const say = (places) => places.map((place) => `${place}th: ${upTo(10).percentile(place)}`).join(", ");
let falls = 0;
for (let n = 2; n <= 100; n++) if (upTo(n).percentile(75) < upTo(n).percentile(74.9)) falls++;
const lines = [
  say([74, 75, 76]),
  say([49.9, 50, 50.1]),
  `of 2 to 100 numbers the 75th is below the 74.9th for ${falls}`,
];
console.log(lines.join("\n"));
const seen = [
  "74th: 8, 75th: 7.5, 76th: 8",
  "49.9th: 5, 50th: 5.5, 50.1th: 6",
  "of 2 to 100 numbers the 75th is below the 74.9th for 50",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
