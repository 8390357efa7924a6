#!/bin/sh
# kmeans-js 0.1.2 (npm): k-means of points.
#
# Guess: the points stay as they are, and at the end each centre is the mean of its cluster.
# Seen: neither. The first centres are the rows of some of the points themselves, and moving a centre writes into that row,
#   in the midst of adding it up too: in every run points given have moved, and a centre is not the mean. It also stops when
#   one coordinate of one centre stands still, while others still move.
# Output seen, of 60 points in three clusters, 100 runs with seeded draws:
#   points changed in 100 runs, a centre off the mean of its cluster in 100, by 11.78 at most
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . kmeans-js@0.1.2
cat > run.cjs <<'END'
const KMeans = require("kmeans-js");
let state = 1;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
Math.random = random;
const middles = [[10, 10], [20, 10], [15, 30]];
const points = middles.flatMap((middle) => Array.from({ length: 20 }, () => middle.map((x) => x + random())));
const count = { changed: 0, off: 0 };
let most = 0;
for (let run = 0; run < 100; run++) {
  const given = points.map((point) => [...point]);
  const scan = new KMeans({ K: 3 });
  scan.autoCluster(given);
  count.changed += Number(given.some((point, i) => point.some((x, k) => x !== points[i][k])));
  let off = 0;
  scan.clusters.forEach((cluster, j) => {
    if (cluster.length === 0) return;
    for (let k = 0; k < 2; k++) {
      const mean = cluster.reduce((sum, i) => sum + points[i][k], 0) / cluster.length;
      off = Math.max(off, Math.abs(mean - scan.centroids[j][k]));
    }
  });
  count.off += Number(off > 1e-3);
  most = Math.max(most, off);
}
const line = `a centre off the mean of its cluster in ${count.off}, by ${most.toFixed(2)} at most`;
console.log(`points changed in ${count.changed} runs, ${line}`);
process.exit(count.changed > 90 && count.off > 50 ? 0 : 1);
END
node run.cjs
