#!/bin/sh
# set-clustering 1.1.0 (npm): groups of similar items; groups(howMany) divides them into that number.
#
# Guess: groups(4) of nine numbers are four groups.
# Seen: they are nine. Edges of one similarity go together, and groups beyond the number are not joined to the others,
#   which the README has as its seventh step. Of the numbers of its own example groups(3) makes eight.
# Output seen:
#   groups(2) of 1 2 3 4 5 23 24 25: 2, 1 2 3 4 5 | 23 24 25
#   groups(3) of 1 2 3 4 5 23 24 25: 8, 1 | 2 | 23 | 24 | 25 | 3 | 4 | 5
#   groups(4) of 1 2 3 4 5 23 24 25: 8, 1 | 2 | 23 | 24 | 25 | 3 | 4 | 5
#   groups(2) of 0 1 2 10 11 12 20 21 22: 3, 0 1 2 | 10 11 12 | 20 21 22
#   groups(3) of 0 1 2 10 11 12 20 21 22: 3, 0 1 2 | 10 11 12 | 20 21 22
#   groups(4) of 0 1 2 10 11 12 20 21 22: 9, 0 | 1 | 10 | 11 | 12 | 2 | 20 | 21 | 22
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . set-clustering@1.1.0
cat > run.cjs <<'END'
const cluster = require("set-clustering");
const similarity = (a, b) => 1 / (a - b) ** 2;
const show = (groups) => groups.map((group) => group.sort((a, b) => a - b).join(" ")).sort().join(" | ");
const lists = [
  [1, 2, 3, 4, 5, 23, 24, 25],
  [0, 1, 2, 10, 11, 12, 20, 21, 22],
];
const off = [];
for (const list of lists) {
  for (const count of [2, 3, 4]) {
    const groups = cluster(list, similarity).groups(count);
    console.log(`groups(${count}) of ${list.join(" ")}: ${groups.length}, ${show(groups)}`);
    off.push(groups.length - count);
  }
}
process.exit(off[0] === 0 && off[5] > 0 && off[2] > 0 ? 0 : 1);
END
node run.cjs
