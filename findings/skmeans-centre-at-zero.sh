#!/bin/sh
# skmeans 0.11.3 (npm): k-means of numbers and points.
#
# Guess: each centre is the mean of its points, and lies within the data.
# Seen: a centre without points is set to 0, far from all data, and stays there. By default the first centres are data
#   points drawn by place, not by value, so that two equal ones leave one of them without points: of the numbers
#   100 100 100 101, in half of the runs one centre is 0 and the other the mean of all.
# Output seen, the second line with seeded draws:
#   first centres 100 and 100: centres 0 100.25, sum of squares 0.75
#   1000 runs: a centre at 0 in 520, 100 and 101 in 480
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . skmeans@0.11.3
cat > run.cjs <<'END'
const skmeans = require("skmeans");
const data = [100, 100, 100, 101];
const first = skmeans(data, 2, [100, 100]);
const centres = [...first.centroids].sort((a, b) => a - b).join(" ");
const squares = data.reduce((sum, x, i) => sum + (x - first.centroids[first.idxs[i]]) ** 2, 0);
console.log(`first centres 100 and 100: centres ${centres}, sum of squares ${squares}`);
let state = 1;
Math.random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const count = { zero: 0, right: 0 };
for (let run = 0; run < 1000; run++) {
  const sorted = [...skmeans(data, 2).centroids].sort((a, b) => a - b).join(" ");
  count.zero += Number(sorted === "0 100.25");
  count.right += Number(sorted === "100 101");
}
console.log(`1000 runs: a centre at 0 in ${count.zero}, 100 and 101 in ${count.right}`);
process.exit(centres === "0 100.25" && count.zero > 400 && count.zero + count.right === 1000 ? 0 : 1);
END
node run.cjs
