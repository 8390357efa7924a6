#!/bin/sh
# kmeans-ts 1.0.4 (npm): k-means, with starts by k-means++ when asked for.
#
# Guess: k-means++ starts at a point with a probability that grows with the square of its distance from the first: the
#   points 0, 1 and 2.9 come out as 0 and 1 together in nine of ten runs.
# Seen: the farthest point is never the second start. The search for the place of a random number ends one before the
#   last, and that is taken for it; the points are sorted by distance. So the start is worse than one by chance.
# Output seen:
#   starts of 0, 1 and 2.9: 0 1 in 316, 1 0 in 333, 2.9 1 in 351 of 1000 runs; 0 2.9 and 1 2.9 in none
#   2.9 by itself: 36 % of 1000 runs by k-means++, 67 % by chance, 89 % right
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . kmeans-ts@1.0.4
cat > run.cjs <<'END'
let state = 7;
Math.random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
};
const { default: kmeans, Cluster } = require("kmeans-ts");
const points = [[0], [1], [2.9]];
const runs = 1000;
const starts = new Map();
for (let run = 0; run < runs; run++) {
  const pair = Cluster.k_means_pp(points, 2).join(" ");
  starts.set(pair, (starts.get(pair) ?? 0) + 1);
}
const listed = [...starts].sort().map(([pair, count]) => `${pair} in ${count}`).join(", ");
const farthest = (starts.get("0 2.9") ?? 0) + (starts.get("1 2.9") ?? 0);
console.log(`starts of 0, 1 and 2.9: ${listed} of ${runs} runs; 0 2.9 and 1 2.9 in ${farthest || "none"}`);
/** Share of the runs in which 2.9 has a cluster of its own, which is the best there is. */
function best(start) {
  let count = 0;
  for (let run = 0; run < runs; run++) {
    const { indexes } = kmeans(points, 2, start);
    if (indexes[0] === indexes[1] && indexes[2] !== indexes[0]) count++;
  }
  return count / runs;
}
/** The share by the rule: every start but 0 and 1 leads there. */
const squares = points.map(([a]) => points.map(([b]) => (a - b) ** 2));
const total = (row) => row.reduce((sum, value) => sum + value, 0);
const right = 1 - (squares[0][1] / total(squares[0]) + squares[1][0] / total(squares[1])) / 3;
const [seen, chance] = [best("kmeans++"), best("kmeans")];
const percent = (share) => `${Math.round(100 * share)} %`;
console.log(
  `2.9 by itself: ${percent(seen)} of ${runs} runs by k-means++, ${percent(chance)} by chance, ${percent(right)} right`,
);
process.exit(farthest === 0 && seen < chance && seen < 0.5 && right > 0.85 ? 0 : 1);
END
node run.cjs
