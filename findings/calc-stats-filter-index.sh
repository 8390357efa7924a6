#!/bin/sh
# calc-stats 2.6.0 (npm): statistics of large lists of numbers, with a filter.
#
# Guess: the filter of the README, which returns false for an index below 10, ignores "the first 10 numbers", as its
#   comment says. An index begins at 0.
# Seen: the index that the filter gets is counted up before it is called, so the first number has the index 1, and nine
#   are ignored. An even and an odd index are exchanged, too: every second number from the first on is the other half.
# Output seen, for the numbers 0 to 19:
#   index below 10 refused: smallest 9, 11 valid
#   even indices: smallest 1, largest 19
#   first index: 1
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . calc-stats@2.6.0
cat > run.cjs <<'END'
const calcStats = require("calc-stats");
const numbers = Array.from({ length: 20 }, (_, i) => i);
const stats = ["min", "max", "valid"];
const late = calcStats(numbers, { filter: ({ index }) => index >= 10, stats });
const even = calcStats(numbers, { filter: ({ index }) => index % 2 === 0, stats });
const indices = [];
calcStats(numbers, { filter: ({ index }) => (indices.push(index), true), stats });
const lines = [
  `index below 10 refused: smallest ${late.min}, ${late.valid} valid`,
  `even indices: smallest ${even.min}, largest ${even.max}`,
  `first index: ${indices[0]}`,
];
console.log(lines.join("\n"));
const seen = ["index below 10 refused: smallest 9, 11 valid", "even indices: smallest 1, largest 19", "first index: 1"];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
