#!/bin/sh
# quickhull 1.0.3 (npm): the convex hull of points.
#
# Guess: the hull of points on a line is the line between the outer two, upright or level.
# Seen: the first line is drawn from the smallest to the largest x. Of points one above the other both are the first
#   point, nothing is to the left or to the right of a line without length, and the hull is that one point, three times.
#   A column of cells has no hull, a row has one.
# Output seen:
#   level: 0,0 3,0 0,0
#   upright: 0,0 0,0 0,0
#   upright, the first in the middle: 0,2 0,2 0,2
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . quickhull@1.0.3
cat > run.cjs <<'END'
const hull = require("quickhull");
const say = (points) => hull(points.map(([x, y]) => ({ x, y }))).map(({ x, y }) => `${x},${y}`).join(" ");
const lines = [
  `level: ${say([[0, 0], [1, 0], [2, 0], [3, 0]])}`,
  `upright: ${say([[0, 0], [0, 1], [0, 2], [0, 3]])}`,
  `upright, the first in the middle: ${say([[0, 2], [0, 0], [0, 1], [0, 3]])}`,
];
console.log(lines.join("\n"));
const seen = ["level: 0,0 3,0 0,0", "upright: 0,0 0,0 0,0", "upright, the first in the middle: 0,2 0,2 0,2"];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
