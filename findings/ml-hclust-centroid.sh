#!/bin/sh
# ml-hclust 4.0.0 (npm): hierarchical clustering, by nine rules for the distance of clusters.
#
# Guess: by "centroid" the distance of two clusters is that of their centres.
# Seen: it is less, as the rule, which holds for squared distances, is applied to the distances themselves, and the
#   default distance is not squared; "median" is the same. Of 0, 1, 5 and 9 the two pairs have their centres 6.5 apart
#   and the height 5.25. "average" and "ward2" are right.
# Output seen:
#   0, 1, 5 and 9, centroid: height 5.25, centres 6.5 apart
#   0, 1, 5 and 9, average: height 6.5
#   a square of side 1 and one 5 further, centroid: height 4.2, centres 5 apart
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ml-hclust@4.0.0
cat > run.cjs <<'END'
const { agnes } = require("ml-hclust");
const row = [[0], [1], [5], [9]];
const corners = [[0, 0], [0, 1], [1, 0], [1, 1]];
const squares = [...corners, ...corners.map(([x, y]) => [x + 5, y])];
const centre = (points) => points[0].map((_, i) => points.reduce((sum, point) => sum + point[i], 0) / points.length);
/** The height at which the last two clusters meet, and the distance of their centres. */
function last(points, method) {
  const { height, children } = agnes(points, { method });
  const [a, b] = children.map((child) => centre(child.indices().map((i) => points[i])));
  return [height, Math.hypot(...a.map((x, i) => x - b[i]))].map((x) => Number(x.toFixed(2)));
}
const [[h1, d1], [h2], [h3, d3]] = [last(row, "centroid"), last(row, "average"), last(squares, "centroid")];
const lines = [
  `0, 1, 5 and 9, centroid: height ${h1}, centres ${d1} apart`,
  `0, 1, 5 and 9, average: height ${h2}`,
  `a square of side 1 and one 5 further, centroid: height ${h3}, centres ${d3} apart`,
];
console.log(lines.join("\n"));
const seen = [
  "0, 1, 5 and 9, centroid: height 5.25, centres 6.5 apart",
  "0, 1, 5 and 9, average: height 6.5",
  "a square of side 1 and one 5 further, centroid: height 4.2, centres 5 apart",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
