#!/bin/sh
# point-util 0.0.0 (npm): small helpers for points and polygons, made for triangulation.
#
# Guess: pointInPoly, an often copied test of a few lines, is right for points well within and well outside.
# Seen: in the copy one y of the slope has become an x. A square at 0, 0 hides it, since upright sides do not need the
#   slope; with slanted sides the middle may be outside and what is far away inside. The check below counts crossings.
# Output seen, places of a grid of 17 x 19 that are wrong:
#   square: 0
#   triangle 0,0 10,0 5,10: 17
#   slanted square 0,0 8,4 4,12 -4,8: 82; its middle 2,6 is outside
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . point-util@0.0.0
cat > run.cjs <<'END'
const { pointInPoly } = require("point-util");
const polygon = (text) => text.split(" ").map((pair) => pair.split(",").map(Number)).map(([x, y]) => ({ x, y }));
function inside(points, { x, y }) {
  const crossed = points.filter((b, i) => {
    const a = points.at(i - 1);
    return a.y > y !== b.y > y && x < a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y);
  });
  return crossed.length % 2 === 1;
}
function wrong(points) {
  let count = 0;
  for (let x = -4.5; x <= 12; x++)
    for (let y = -4.5; y <= 14; y++) if (Boolean(pointInPoly(points, { x, y })) !== inside(points, { x, y })) count++;
  return count;
}
const slanted = polygon("0,0 8,4 4,12 -4,8");
const lines = [
  `square: ${wrong(polygon("0,0 4,0 4,4 0,4"))}`,
  `triangle 0,0 10,0 5,10: ${wrong(polygon("0,0 10,0 5,10"))}`,
  `slanted square 0,0 8,4 4,12 -4,8: ${wrong(slanted)}; ` +
    `its middle 2,6 is ${pointInPoly(slanted, { x: 2, y: 6 }) ? "inside" : "outside"}`,
];
console.log(lines.join("\n"));
const seen = ["square: 0", "triangle 0,0 10,0 5,10: 17",
  "slanted square 0,0 8,4 4,12 -4,8: 82; its middle 2,6 is outside"];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
