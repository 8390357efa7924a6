#!/bin/sh
# graham_scan 1.0.5 (npm): the convex hull of points.
#
# Guess: no point lies outside its hull.
# Seen: in a grid some do. Points at one angle from the lowest one are not sorted by distance, so that of the cells of one
#   column the last given counts, not the highest: (3, 5) is outside. The order in which the
#   points are given decides. Points with many decimals are right.
# Output seen:
#   1,1 3,1 3,5 3,0 3,3: hull 3,0 3,1 3,3 1,1, area 3, should be 5
#   1,1 3,0 3,1 3,3 3,5: hull 3,0 3,1 3,5 1,1, area 5, should be 5
#   1000 sets of 25 cells in 6 x 6: 45 hulls too small; 1000 sets of fractions: 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . graham_scan@1.0.5
cat > run.cjs <<'END'
const GrahamScan = require("graham_scan");
const turn = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
/** Twice the area, from whole numbers without rounding. */
const area = (hull) => Math.abs(hull.reduce((sum, p, i) => sum + turn([0, 0], p, hull[(i + 1) % hull.length]), 0)) / 2;
function seen(points) {
  const scan = new GrahamScan();
  points.forEach(([x, y]) => scan.addPoint(x, y));
  return scan.getHull().map(({ x, y }) => [x, y]);
}
/** The hull by a walk along the sorted points, there and back. */
function right(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (list) => {
    const chain = [];
    for (const p of list) {
      while (chain.length > 1 && turn(chain[chain.length - 2], chain[chain.length - 1], p) <= 0) chain.pop();
      chain.push(p);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}
const orders = [[[1, 1], [3, 1], [3, 5], [3, 0], [3, 3]], [[1, 1], [3, 0], [3, 1], [3, 3], [3, 5]]];
const areas = orders.map((points) => {
  const hull = seen(points);
  console.log(`${points.join(" ")}: hull ${hull.join(" ")}, area ${area(hull)}, should be ${area(right(points))}`);
  return area(hull);
});
let state = 1;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
function small(coordinate) {
  let count = 0;
  for (let n = 0; n < 1000; n++) {
    const all = Array.from({ length: 25 }, () => [coordinate(), coordinate()]);
    const points = all.filter((p, i) => all.findIndex((q) => q[0] === p[0] && q[1] === p[1]) === i);
    count += Number(area(seen(points)) < area(right(points)) - 1e-9);
  }
  return count;
}
const [cells, fractions] = [small(() => Math.floor(6 * random())), small(random)];
console.log(`1000 sets of 25 cells in 6 x 6: ${cells} hulls too small; 1000 sets of fractions: ${fractions}`);
process.exit(areas[0] < 5 && area(right(orders[0])) === 5 && cells > 10 && fractions === 0 ? 0 : 1);
END
node run.cjs
