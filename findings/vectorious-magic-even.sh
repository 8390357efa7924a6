#!/bin/sh
# vectorious 6.1.14 (npm): linear algebra, with magic squares among its matrices.
#
# Guess: magic(n) is a magic square, its documentation says so and shows that of 3: each number from 1 to n x n once,
#   rows, columns and diagonals of one sum.
# Seen: the formula for odd sizes is used for all. Of size 4 four numbers come, four times each, of size 6 half
#   of them, and the columns do not sum to what the rows do.
# Output seen:
#   3: 9 different numbers, columns 15 15 15
#   4: 4 different numbers, columns 40 28 40 28
#   5: 25 different numbers, columns 65 65 65 65 65
#   6: 18 different numbers, columns 126 96 126 96 126 96
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . vectorious@6.1.14
cat > run.cjs <<'END'
const { magic } = require("vectorious");
const lines = [3, 4, 5, 6].map((size) => {
  const numbers = Array.from(magic(size).data);
  const columns = Array.from({ length: size }, (_, x) =>
    numbers.filter((_, i) => i % size === x).reduce((sum, number) => sum + number, 0));
  return `${size}: ${new Set(numbers).size} different numbers, columns ${columns.join(" ")}`;
});
console.log(lines.join("\n"));
const seen = [
  "3: 9 different numbers, columns 15 15 15",
  "4: 4 different numbers, columns 40 28 40 28",
  "5: 25 different numbers, columns 65 65 65 65 65",
  "6: 18 different numbers, columns 126 96 126 96 126 96",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
