#!/bin/sh
# @cdxoo/dbscan 1.1.1 and density-clustering 1.3.0 (npm): DBSCAN, clusters of points by density; either gives the
#   places of the clusters and those of the noise.
#
# Guess: each point is in one list: the places of all clusters and of the noise are those of the points.
# Seen: a point at the edge of a cluster that comes before the points within it is in the cluster, and stays in the
#   noise as well. Of 1 to 4 in order the 1 is both; with 2 first it is not. So the counts do not
#   add up, and what drops the noise drops parts of clusters. Both packages do so.
# Output seen, with epsilon 1.5 and at least 3 points:
#   1 2 3 4: clusters [[1,0,2,3]], noise [0]
#   2 1 3 4: clusters [[0,1,2,3]], noise []
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @cdxoo/dbscan@1.1.1 density-clustering@1.3.0
cat > run.cjs <<'END'
const dbscan = require("@cdxoo/dbscan");
const { DBSCAN } = require("density-clustering");
const lines = [[1, 2, 3, 4], [2, 1, 3, 4]].map((dataset) => {
  const { clusters, noise } = dbscan({ dataset, epsilon: 1.5, minimumPoints: 3 });
  const other = new DBSCAN();
  const same = other.run(dataset.map((x) => [x]), 1.5, 3);
  if (JSON.stringify([same, other.noise]) !== JSON.stringify([clusters, noise])) return "not alike";
  return `${dataset.join(" ")}: clusters ${JSON.stringify(clusters)}, noise ${JSON.stringify(noise)}`;
});
console.log(lines.join("\n"));
const seen = ["1 2 3 4: clusters [[1,0,2,3]], noise [0]", "2 1 3 4: clusters [[0,1,2,3]], noise []"];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
