#!/bin/sh
# 2d-polygon-boolean 1.0.1 (npm): "and", "or" and "not" (cut) of two polygons.
#
# Guess: "not" is what is left of the first: of a square that the second does not touch all of it, of one that lies
#   within the second nothing. "and" of two that do not touch is an empty list.
# Seen: where no edges cross, "not" gives both: the far square comes along, and of a small square within a large one
#   there is a ring left, that of the large one around the small. "and" of two apart throws "woops". Where edges cross
#   the results are right, as in the README.
# Output seen, of squares as area of what is left:
#   crossing: 3
#   far apart: 1 + 4
#   small within large: 9 + 1
#   far apart, and: woops
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . 2d-polygon-boolean@1.0.1 2d-polygon-area@1.0.0
cat > run.cjs <<'END'
const boolean = require("2d-polygon-boolean");
const area = require("2d-polygon-area");
const square = (x, width) => [[x, x], [x + width, x], [x + width, x + width], [x, x + width]];
const left = (a, b) => boolean(a, b, "not").map((ring) => Math.abs(area(ring))).join(" + ");
let and = "no error";
try {
  boolean(square(0, 1), square(5, 2), "and");
} catch (error) {
  and = error.message ?? error;
}
const lines = [
  `crossing: ${left(square(0, 2), square(1, 2))}`,
  `far apart: ${left(square(0, 1), square(5, 2)).split(" + ").sort().join(" + ")}`,
  `small within large: ${left(square(1, 1), square(0, 3))}`,
  `far apart, and: ${and}`,
];
console.log(lines.join("\n"));
const seen = ["crossing: 3", "far apart: 1 + 4", "small within large: 9 + 1", "far apart, and: woops"];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
