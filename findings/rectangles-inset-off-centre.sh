#!/bin/sh
# rectangles 0.0.4 (npm): intersection, area, centre and inset of rectangles.
#
# Guess: insetBy resizes a rectangle "on the center", as the README says: each side moves in by the width, and the
#   centre stays.
# Seen: the two far sides move by twice the width, as if the rectangle were given by its size and not by two corners.
#   The centre moves, and what is left is too small by the width.
# Output seen, for the rectangle from 0, 0 to 10, 10 with the centre 5, 5:
#   inset by 1: 1, 1 to 8, 8, centre 4.5, 4.5
#   inset by -1: -1, -1 to 12, 12, centre 5.5, 5.5
#   inset by 4: 4, 4 to 2, 2, centre 3, 3
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . rectangles@0.0.4
cat > run.cjs <<'END'
const { insetBy, center } = require("rectangles");
function say(width) {
  const small = insetBy({ x1: 0, y1: 0, x2: 10, y2: 10 }, width);
  const middle = center(small);
  return `inset by ${width}: ${small.x1}, ${small.y1} to ${small.x2}, ${small.y2}, centre ${middle.x}, ${middle.y}`;
}
const lines = [1, -1, 4].map(say);
console.log(lines.join("\n"));
const seen = [
  "inset by 1: 1, 1 to 8, 8, centre 4.5, 4.5",
  "inset by -1: -1, -1 to 12, 12, centre 5.5, 5.5",
  "inset by 4: 4, 4 to 2, 2, centre 3, 3",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
