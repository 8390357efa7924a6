#!/bin/sh
# everpolate 0.0.3 (npm): interpolation by steps, lines and polynomials.
#
# Guess: a step function has at each of its own points the value of that point.
# Seen: at all but the last: the search for the interval ends one before it, so exactly there the value of the point
#   before comes. Anything beyond has the last value. The jump is at each point, and behind the last one.
# Output seen, for the points (1, 10), (2, 20) and (3, 30):
#   step at 1, 2, 2.9, 3 and 3.1: 10, 20, 20, 20, 30
#   linear at 1, 2 and 3: 10, 20, 30
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . everpolate@0.0.3
cat > run.cjs <<'END'
const { step, linear } = require("everpolate");
const lines = [
  `step at 1, 2, 2.9, 3 and 3.1: ${step([1, 2, 2.9, 3, 3.1], [1, 2, 3], [10, 20, 30]).join(", ")}`,
  `linear at 1, 2 and 3: ${linear([1, 2, 3], [1, 2, 3], [10, 20, 30]).join(", ")}`,
];
console.log(lines.join("\n"));
const seen = ["step at 1, 2, 2.9, 3 and 3.1: 10, 20, 20, 20, 30", "linear at 1, 2 and 3: 10, 20, 30"];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
