#!/bin/sh
# simplify-geometry 0.0.2 (npm): simplifies paths by the Ramer-Douglas-Peucker algorithm.
#
# Guess: of a path with one corner three points remain.
# Seen: four do: the parts left and right of a corner do not share it, so the point before each corner is kept too,
#   however straight the path is there. A border of grid cells keeps almost twice the points. simplify-path, by the
#   same algorithm, keeps the corners.
# Output seen, 101 points with a corner at (50, 0), then steps of 10 x 10:
#   one corner: 0,0 49,0 50,0 50,50; simplify-path: 0,0 50,0 50,50
#   ten steps, 201 points: 40 kept; simplify-path: 21
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . simplify-geometry@0.0.2 simplify-path@1.1.0
cat > run.cjs <<'END'
const simplifyGeometry = require("simplify-geometry");
const simplifyPath = require("simplify-path");
const corner = Array.from({ length: 101 }, (_, i) => (i <= 50 ? [i, 0] : [50, i - 50]));
const steps = [[0, 0]];
for (let i = 0; i < 200; i++) {
  const [x, y] = steps[i];
  steps.push(i % 20 < 10 ? [x + 1, y] : [x, y + 1]);
}
const copy = (points) => points.map((point) => [...point]);
const lines = [
  `one corner: ${simplifyGeometry(copy(corner), 0.1).join(" ")}; ` +
    `simplify-path: ${simplifyPath.douglasPeucker(copy(corner), 0.1).join(" ")}`,
  `ten steps, 201 points: ${simplifyGeometry(copy(steps), 0.1).length} kept; ` +
    `simplify-path: ${simplifyPath.douglasPeucker(copy(steps), 0.1).length}`,
];
console.log(lines.join("\n"));
const seen = [
  "one corner: 0,0 49,0 50,0 50,50; simplify-path: 0,0 50,0 50,50",
  "ten steps, 201 points: 40 kept; simplify-path: 21",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
