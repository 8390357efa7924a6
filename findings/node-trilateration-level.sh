#!/bin/sh
# node-trilateration 1.0.0 (npm): the place of a device from three beacons and its distances to them.
#
# Guess: beacons that are not on one line are enough, as three circles around them meet in one point.
# Seen: the place is NaN where the first beacon is at the height of the second or the third, as in two of the three
#   orders of three corners of a room. It divides by the differences of their heights.
# Output seen:
#   beacons 0,0 10,0 0,10: at NaN,NaN
#   beacons 10,0 0,0 0,10: at NaN,NaN
#   beacons 0,10 0,0 10,0: at 3.000000000000001,4
#   the room turned by 45 degrees: at 7.000000,1.000000, right is 7,1
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . node-trilateration@1.0.0
cat > run.cjs <<'END'
const { calculate } = require("node-trilateration");
const place = { x: 3, y: 4 };
const corners = [[0, 0], [10, 0], [0, 10]];
const orders = [[0, 1, 2], [1, 0, 2], [2, 0, 1]];
const found = orders.map((order) => {
  const beacons = order.map((i) => {
    const [x, y] = corners[i];
    return { x, y, distance: Math.hypot(place.x - x, place.y - y) };
  });
  const { x, y } = calculate(beacons);
  console.log(`beacons ${beacons.map((beacon) => `${beacon.x},${beacon.y}`).join(" ")}: at ${x},${y}`);
  return [x, y];
});
const turned = corners.map(([x, y]) => ({ x: x + y, y: y - x, distance: Math.hypot(7 - x - y, 1 - y + x) }));
const { x, y } = calculate(turned);
console.log(`the room turned by 45 degrees: at ${x.toFixed(6)},${y.toFixed(6)}, right is 7,1`);
const close = (a, b) => Math.abs(a - b) < 1e-9;
const wrong = found.filter((pair) => pair.some(Number.isNaN)).length;
process.exit(wrong === 2 && close(x, 7) && close(y, 1) ? 0 : 1);
END
node run.cjs
