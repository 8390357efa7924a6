#!/bin/sh
# fast-stats 0.0.7 (npm): means, percentiles and filters of numbers.
#
# Guess: the filter iqr() drops what lies outside the fences, one and a half quartile ranges beyond the quartiles. Of
#   nine fives and a nine the nine goes; ten fives stay.
# Seen: the fences are taken as an open range: what lies on them goes, too. Where half of the numbers are equal the
#   quartile range is 0 and both fences are that number, so the common number is what is dropped. Nothing is left.
# Output seen:
#   nine fives and a nine: 0 left
#   ten fives: 0 left
#   two fours, six fives, a six and a nine: 0 left
#   1 to 9 and 100: 9 left
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . fast-stats@0.0.7
cat > run.cjs <<'END'
const { Stats } = require("fast-stats");
const say = (name, numbers) => `${name}: ${new Stats().push(numbers).iqr().length} left`;
const lines = [
  say("nine fives and a nine", [5, 5, 5, 5, 5, 5, 5, 5, 5, 9]),
  say("ten fives", [5, 5, 5, 5, 5, 5, 5, 5, 5, 5]),
  say("two fours, six fives, a six and a nine", [4, 4, 5, 5, 5, 5, 5, 5, 6, 9]),
  say("1 to 9 and 100", [1, 2, 3, 4, 5, 6, 7, 8, 9, 100]),
];
console.log(lines.join("\n"));
const seen = [
  "nine fives and a nine: 0 left",
  "ten fives: 0 left",
  "two fours, six fives, a six and a nine: 0 left",
  "1 to 9 and 100: 9 left",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
