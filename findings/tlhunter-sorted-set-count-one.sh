#!/bin/sh
# tlhunter-sorted-set 0.1.0 (npm): sets ordered by a score; count(min, max), how many members have a score in there.
#
# Guess: count(7, 7) is 1 where one member has the score 7.
# Seen: it is 0. The steps between the first and the last member are counted and one is added, unless there are none: so
#   one member alone is none. rangeByScore(7, 7) finds it. Two members or more are counted well.
# Output seen:
#   count(7, 7): 0, rangeByScore(7, 7): member7
#   1540 ranges: 55 wrong, in 55 of them one member counts as none
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . tlhunter-sorted-set@0.1.0
cat > run.cjs <<'END'
const SortedSet = require("tlhunter-sorted-set");
const set = new SortedSet();
for (let score = 0; score < 50; score++) set.add(`member${score}`, score);
console.log(`count(7, 7): ${set.count(7, 7)}, rangeByScore(7, 7): ${set.rangeByScore(7, 7).join()}`);
let [wrong, ranges, single] = [0, 0, 0];
for (let min = -2; min < 53; min++) {
  for (let max = min; max < 53; max++) {
    ranges++;
    const right = Math.max(0, Math.min(max, 49) - Math.max(min, 0) + 1);
    if (set.count(min, max) === right) continue;
    wrong++;
    if (right === 1 && set.count(min, max) === 0) single++;
  }
}
console.log(`${ranges} ranges: ${wrong} wrong, in ${single} of them one member counts as none`);
process.exit(wrong > 40 && single === wrong && set.rangeByScore(7, 7).length === 1 ? 0 : 1);
END
node run.cjs
