#!/bin/sh
# sdbscan 0.3.3 (npm): clusters by density (DBSCAN), "super fast".
#
# Guess: a point is a core point where at least min points, itself counted, lie within epsilon; what the order of the
#   points changes is at most which cluster a border point goes to.
# Seen: neighbours that were visited before are not counted. Of the five points 0 to 4 in order, with epsilon 1 and
#   min 3, all are noise, and so is a full grid of cells; by definition each is one cluster. In another order some points
#   are found. A point that was noise once is never taken into a cluster.
# Output seen:
#   0 1 2 3 4: clusters of 0, noise 5
#   2 0 1 3 4: clusters of 3, noise 2
#   by definition: clusters of 5, noise 0
#   a full grid of 10 x 10 cells, epsilon 1, min 4: clusters of 0, noise 100
#   by definition: clusters of 100, noise 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . sdbscan@0.3.3
cat > run.cjs <<'END'
const sdbscan = require("sdbscan");
function seen(points, min) {
  const { clusters, noise } = sdbscan(points, 1, min);
  const sizes = clusters.map(({ data }) => data.length);
  return `clusters of ${sizes.join(" ") || 0}, noise ${noise.length}`;
}
/** The same by definition: core points that are near each other share a cluster, border points join one. */
function defined(points, min) {
  const near = points.map(([x, y]) => points.flatMap(([u, v], i) => (Math.hypot(x - u, y - v) <= 1 ? [i] : [])));
  const cluster = points.map(() => -1);
  const sizes = [];
  points.forEach((_, start) => {
    if (cluster[start] >= 0 || near[start].length < min) return;
    const open = [start];
    cluster[start] = sizes.length;
    let size = 0;
    while (open.length) {
      const i = open.pop();
      size++;
      if (near[i].length < min) continue;
      for (const j of near[i]) {
        if (cluster[j] >= 0) continue;
        cluster[j] = sizes.length;
        open.push(j);
      }
    }
    sizes.push(size);
  });
  return `clusters of ${sizes.join(" ") || 0}, noise ${cluster.filter((id) => id < 0).length}`;
}
const orders = [[0, 1, 2, 3, 4], [2, 0, 1, 3, 4]];
const [sorted, mixed] = orders.map((points) => seen(points, 3));
console.log(`${orders[0].join(" ")}: ${sorted}`);
console.log(`${orders[1].join(" ")}: ${mixed}`);
const line = defined(orders[0].map((x) => [x, 0]), 3);
console.log(`by definition: ${line}`);
const grid = Array.from({ length: 100 }, (_, i) => [i % 10, Math.floor(i / 10)]);
const [found, right] = [seen(grid, 4), defined(grid, 4)];
console.log(`a full grid of 10 x 10 cells, epsilon 1, min 4: ${found}`);
console.log(`by definition: ${right}`);
const none = "clusters of 0, noise ";
const lost = sorted === `${none}5` && found === `${none}100`;
process.exit(lost && line === "clusters of 5, noise 0" && mixed !== line ? 0 : 1);
END
node run.cjs
