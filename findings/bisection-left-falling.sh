#!/bin/sh
# bisection 0.0.3 (npm): "A JavaScript port of the bisection algorithm that is used in Python".
#
# Guess: left(array, x) is the first place in a sorted array where x can stand, as right(array, x) is the last.
# Seen: left compares the other way round. In a rising array, the one that right needs, it is the first place or the
#   last, as if x were below or above all others. A draw by added up probabilities takes the first or none.
# Output seen, of 1 2 2 3 5:
#   right of 0 1 2 3 4 5 6: 0 1 3 4 4 5 5
#   left of 0 1 2 3 4 5 6: 5 5 0 0 0 0 0, should be 0 0 1 3 4 4 5
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . bisection@0.0.3
cat > run.cjs <<'END'
const bisection = require("bisection");
const sorted = [1, 2, 2, 3, 5];
const values = [0, 1, 2, 3, 4, 5, 6];
const right = values.map((x) => bisection.right(sorted, x)).join(" ");
const left = values.map((x) => bisection.left(sorted, x)).join(" ");
const below = values.map((x) => sorted.filter((y) => y < x).length).join(" ");
const upTo = values.map((x) => sorted.filter((y) => y <= x).length).join(" ");
console.log(`right of ${values.join(" ")}: ${right}`);
console.log(`left of ${values.join(" ")}: ${left}, should be ${below}`);
process.exit(right === upTo && left !== below ? 0 : 1);
END
node run.cjs
