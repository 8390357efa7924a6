#!/bin/sh
# tayden-clusterfck 0.7.0 (npm): clusters; kmeans gives the points of each of k clusters.
#
# Guess: each point is in one cluster.
# Seen: where a cluster becomes empty on the way its former points stay listed, so they are in two clusters: of 8
#   points 11 come back.
# Output seen:
#   20000 runs with 8 points: 8 points in 19649, 11 points in 351
#   one of them: 24,4 22,2 | 26,17 27,29 | 24,4 11,20 12,19 | 5,14 14,23 11,20 12,19
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . tayden-clusterfck@0.7.0
cat > run.cjs <<'END'
const { kmeans } = require("tayden-clusterfck");
let state = 7;
Math.random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
};
const points = [[5, 14], [14, 23], [24, 4], [11, 20], [12, 19], [26, 17], [27, 29], [22, 2]];
const sizes = new Map();
let example;
for (let run = 0; run < 20000; run++) {
  const clusters = kmeans(points, 4);
  const size = clusters.flat().length;
  sizes.set(size, (sizes.get(size) ?? 0) + 1);
  if (size > points.length) example ??= clusters;
}
const found = [...sizes].sort(([a], [b]) => a - b);
console.log(`20000 runs with 8 points: ${found.map(([size, runs]) => `${size} points in ${runs}`).join(", ")}`);
console.log(`one of them: ${example?.map((cluster) => cluster.map((point) => point.join(",")).join(" ")).join(" | ")}`);
process.exit(found.some(([size]) => size > 8) ? 0 : 1);
END
node run.cjs
