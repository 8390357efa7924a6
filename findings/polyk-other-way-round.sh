#!/bin/sh
# polyk 0.24.0 (npm): area, triangles, rays and slices of polygons.
#
# Guess: a square is convex and falls into two triangles, whichever way round its corners are listed.
# Seen: listed the other way round no corner counts as convex. IsConvex says false, Triangulate finds no ear, gives up,
#   and adds the last three corners that it believes to be left: one triangle, half of the square. Nothing tells so, and
#   the documentation asks for simple polygons only.
# Output seen, the covered share of the area:
#   square: convex true, 2 triangles, covered 1
#   the other way round: convex false, 1 triangles, covered 0.5
#   eight corners: convex true, 6 triangles, covered 1
#   the other way round: convex false, 1 triangles, covered 0.07
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . polyk@0.24.0
cat > run.cjs <<'END'
const { IsConvex, Triangulate, GetArea } = require("polyk");
const area = (corners) => Math.abs(GetArea(corners.flat()));
function say(name, corners) {
  const ids = Triangulate(corners.flat());
  let sum = 0;
  for (let i = 0; i < ids.length; i += 3) sum += area(ids.slice(i, i + 3).map((id) => corners[id]));
  const share = Number((sum / area(corners)).toFixed(2));
  return `${name}: convex ${IsConvex(corners.flat())}, ${ids.length / 3} triangles, covered ${share}`;
}
const square = [[0, 0], [10, 0], [10, 10], [0, 10]];
const eight = Array.from({ length: 8 }, (_, i) => [Math.cos((i * Math.PI) / 4), Math.sin((i * Math.PI) / 4)]);
const lines = [square, eight].flatMap((corners, i) => [
  say(["square", "eight corners"][i], corners),
  say("the other way round", [...corners].reverse()),
]);
console.log(lines.join("\n"));
const seen = [
  "square: convex true, 2 triangles, covered 1",
  "the other way round: convex false, 1 triangles, covered 0.5",
  "eight corners: convex true, 6 triangles, covered 1",
  "the other way round: convex false, 1 triangles, covered 0.07",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
