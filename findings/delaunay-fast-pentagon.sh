#!/bin/sh
# delaunay-fast 1.0.1 (npm): the Delaunay triangulation of points.
#
# Guess: five corners of a regular pentagon make three triangles, n points on a circle n - 2, whichever diagonals are
#   taken: the triangles cover the shape once.
# Seen: whether a point is within the circle of a triangle is decided to the last bit for each triangle alone. On a
#   circle some triangles are kept and some cut for no reason but rounding, and the edges left are filled once more:
#   triangles lie upon each other. Of grids, whose points are on circles, too, that does not show.
# Output seen, triangles and covered area in parts of the true one:
#   3: 1 of 1, 1.00; 4: 2 of 2, 1.00; 5: 5 of 3, 1.89; 6: 6 of 4, 1.67; 9: 11 of 7, 1.72; 12: 12 of 10, 1.29
#   numbers of corners up to 24 that are covered more than once: 20 of 22
#   grid of 20 x 20: 722 of 722, 1.00
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . delaunay-fast@1.0.1
cat > run.cjs <<'END'
const { triangulate } = require("delaunay-fast");
function measure(points, triangles, area) {
  const ids = triangulate(points);
  let sum = 0;
  for (let i = 0; i < ids.length; i += 3) {
    const [a, b, c] = ids.slice(i, i + 3).map((id) => points[id]);
    sum += Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;
  }
  return { say: `${ids.length / 3} of ${triangles}, ${(sum / area).toFixed(2)}`, more: sum / area > 1.01 };
}
function ring(n) {
  const angles = Array.from({ length: n }, (_, i) => (i * 2 * Math.PI) / n);
  const points = angles.map((angle) => [Math.cos(angle), Math.sin(angle)]);
  return measure(points, n - 2, (n / 2) * Math.sin((2 * Math.PI) / n));
}
const sizes = Array.from({ length: 22 }, (_, i) => i + 3);
const grid = Array.from({ length: 400 }, (_, i) => [i % 20, Math.floor(i / 20)]);
const lines = [
  [3, 4, 5, 6, 9, 12].map((n) => `${n}: ${ring(n).say}`).join("; "),
  `numbers of corners up to 24 that are covered more than once: ${sizes.filter((n) => ring(n).more).length} of 22`,
  `grid of 20 x 20: ${measure(grid, 722, 361).say}`,
];
console.log(lines.join("\n"));
const seen = [
  "3: 1 of 1, 1.00; 4: 2 of 2, 1.00; 5: 5 of 3, 1.89; 6: 6 of 4, 1.67; 9: 11 of 7, 1.72; 12: 12 of 10, 1.29",
  "numbers of corners up to 24 that are covered more than once: 20 of 22",
  "grid of 20 x 20: 722 of 722, 1.00",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
