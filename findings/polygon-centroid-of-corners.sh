#!/bin/sh
# polygon-centroid 1.1.0 (npm): "the centroid of the given set of points (convex polygon)".
#
# Guess: the centroid of an area does not change when a corner is set on one of its sides.
# Seen: it is the mean of the corners, which is right for triangles and parallelograms. With three more corners on one
#   side of a square it moves there, and that of a half disc of 100 corners is at 0.63 in place of 0.42.
# Output seen:
#   square: (1.000, 1.000), right (1.000, 1.000)
#   square with 3 more corners on the left: (0.571, 1.000), right (1.000, 1.000)
#   half disc: (0.000, 0.630), right (0.000, 0.424)
#   trapezoid: (3.000, 1.000), right (3.000, 0.833)
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . polygon-centroid@1.1.0
cat > run.cjs <<'END'
const centroid = require("polygon-centroid");
/** The centroid of the area. */
function right(points) {
  let [area, x, y] = [0, 0, 0];
  points.forEach((point, i) => {
    const next = points[(i + 1) % points.length];
    const cross = point.x * next.y - next.x * point.y;
    area += cross / 2;
    x += ((point.x + next.x) * cross) / 6;
    y += ((point.y + next.y) * cross) / 6;
  });
  return { x: x / area, y: y / area };
}
const square = [{ x: 0, y: 0 }, { x: 2, y: 0 }, { x: 2, y: 2 }, { x: 0, y: 2 }];
const seven = [...square, { x: 0, y: 1.5 }, { x: 0, y: 1 }, { x: 0, y: 0.5 }];
const half = Array.from({ length: 100 }, (_, i) => ({
  x: Math.cos((Math.PI * i) / 99),
  y: Math.sin((Math.PI * i) / 99),
}));
const trapezoid = [{ x: 0, y: 0 }, { x: 6, y: 0 }, { x: 4, y: 2 }, { x: 2, y: 2 }];
const shown = ({ x, y }) => `(${Math.abs(x).toFixed(3)}, ${Math.abs(y).toFixed(3)})`;
const shapes = { square, "square with 3 more corners on the left": seven, "half disc": half, trapezoid };
const offs = Object.entries(shapes).map(([name, points]) => {
  const [got, wanted] = [centroid(points), right(points)];
  console.log(`${name}: ${shown(got)}, right ${shown(wanted)}`);
  return Math.hypot(got.x - wanted.x, got.y - wanted.y);
});
process.exit(offs[0] < 1e-9 && offs[1] > 0.3 && offs[2] > 0.15 && offs[3] > 0.1 ? 0 : 1);
END
node run.cjs
