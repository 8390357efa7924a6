#!/bin/sh
# jdbscan 1.0.0 (npm): clusters by density in space and time; timeEps is the longest time between neighbours.
#
# Guess: points in one place, but a day apart, are not neighbours where timeEps is an hour.
# Seen: they are, whatever timeEps is: a point that is near in space alone is taken too. The time is only used for the
#   duration of the clusters.
# Output seen:
#   timeEps 3600, six points in one place, three now and three a day later: clusters 1 1 1 1 1 1
#   the same with the time as a condition of one's own distance: clusters 1 1 1 2 2 2
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . jdbscan@1.0.0
cat > run.cjs <<'END'
const jDBSCAN = require("jdbscan");
const times = [0, 60, 120, 86400, 86460, 86520];
const points = times.map((timestamp) => ({ x: 1, y: 1, timestamp }));
const scanner = () => jDBSCAN().eps(0.5).minPts(1).data(points);
const seen = scanner().distance("EUCLIDEAN").timeEps(3600)().join(" ");
const apart = (a, b) => (Math.abs(a.timestamp - b.timestamp) <= 3600 ? Math.hypot(a.x - b.x, a.y - b.y) : Infinity);
const right = scanner().distance(apart)().join(" ");
console.log(`timeEps 3600, six points in one place, three now and three a day later: clusters ${seen}`);
console.log(`the same with the time as a condition of one's own distance: clusters ${right}`);
process.exit(seen === "1 1 1 1 1 1" && right === "1 1 1 2 2 2" ? 0 : 1);
END
node run.cjs
