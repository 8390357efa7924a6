#!/bin/sh
# @cdxoo/dbscan 1.1.1 (npm): clusters of points by density; "clusters" and "noise" are lists of places.
#
# Guess: each point is in one list: the places of all clusters and of the noise are those of the points.
# Seen: a point at the edge of a cluster that comes before the points within it is in the cluster, and stays in the
#   noise as well. Of 1 to 4 in order the 1 is both; with 2 first it is not. In a quarter of random data some point is
#   twice, so the counts do not add up, and what drops the noise drops parts of clusters.
# Output seen, with epsilon 1.5 and at least 3 points:
#   1 2 3 4: clusters [[1,0,2,3]], noise [0]
#   2 1 3 4: clusters [[0,1,2,3]], noise []
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @cdxoo/dbscan@1.1.1
cat > run.cjs <<'END'
const dbscan = require("@cdxoo/dbscan");
const lines = [[1, 2, 3, 4], [2, 1, 3, 4]].map((dataset) => {
  const { clusters, noise } = dbscan({ dataset, epsilon: 1.5, minimumPoints: 3 });
  return `${dataset.join(" ")}: clusters ${JSON.stringify(clusters)}, noise ${JSON.stringify(noise)}`;
});
console.log(lines.join("\n"));
const seen = ["1 2 3 4: clusters [[1,0,2,3]], noise [0]", "2 1 3 4: clusters [[0,1,2,3]], noise []"];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
