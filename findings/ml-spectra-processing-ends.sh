#!/bin/sh
# ml-spectra-processing 14.35.1 (npm): curves of x and y; xyEquallySpaced() puts one on a regular grid, by default
#   "smooth".
#
# Guess: a flat line of ones stays one; a straight line stays straight.
# Seen: the first and the last point of the flat line are 0.875. A point is the sum over half a step on either side, and
#   beyond the curve there is less of it: an eighth is missing. A loss that falls to 0 begins too low. "slot" keeps the
#   line, and puts 0 where no point lies.
# Output seen, of five points at 0 to 4:
#   1 1 1 1 1: smooth 0.875 1 1 1 0.875, slot 1 1 1 1 1
#   0 1 2 3 4: smooth 0.125 1 2 3 3.375, slot 0 1 2 3 4
#   0 1 2 3 4 as nine: slot 0 0 1 0 2 0 3 0 4
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ml-spectra-processing@14.35.1
cat > run.cjs <<'END'
const { xyEquallySpaced } = require("ml-spectra-processing");
const x = [0, 1, 2, 3, 4];
const spaced = (y, variant, numberOfPoints = 5) =>
  `${variant} ${xyEquallySpaced({ x, y }, { variant, numberOfPoints }).y.join(" ")}`;
const lines = [[1, 1, 1, 1, 1], x].map((y) => `${y.join(" ")}: ${spaced(y, "smooth")}, ${spaced(y, "slot")}`);
lines.push(`${x.join(" ")} as nine: ${spaced(x, "slot", 9)}`);
console.log(lines.join("\n"));
const seen = [
  "1 1 1 1 1: smooth 0.875 1 1 1 0.875, slot 1 1 1 1 1",
  "0 1 2 3 4: smooth 0.125 1 2 3 3.375, slot 0 1 2 3 4",
  "0 1 2 3 4 as nine: slot 0 0 1 0 2 0 3 0 4",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
