#!/bin/sh
# linspace 1.0.2 (npm): "an implementation of MATLAB's linspace function".
#
# Guess: linspace(a, b, n) has n numbers, as in MATLAB.
# Seen: where both ends are equal it has one, whatever n: five learning rates of a constant schedule are one, and a
#   loop over five steps reads undefined from the second on. With ends that differ there are always n.
# Output seen:
#   linspace(1, 3, 5): 1 1.5 2 2.5 3
#   linspace(3, 3, 5): 3
#   of 1 to 100 numbers from 0 to 1 the wrong count: 0 times, from 0.1 to 0.1: 99 times
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . linspace@1.0.2
cat > run.cjs <<'END'
const linspace = require("linspace");
const sizes = Array.from({ length: 100 }, (_, i) => i + 1);
const wrong = (a, b) => sizes.filter((n) => linspace(a, b, n).length !== n).length;
const lines = [
  `linspace(1, 3, 5): ${linspace(1, 3, 5).join(" ")}`,
  `linspace(3, 3, 5): ${linspace(3, 3, 5).join(" ")}`,
  `of 1 to 100 numbers from 0 to 1 the wrong count: ${wrong(0, 1)} times, from 0.1 to 0.1: ${wrong(0.1, 0.1)} times`,
];
console.log(lines.join("\n"));
const seen = [
  "linspace(1, 3, 5): 1 1.5 2 2.5 3",
  "linspace(3, 3, 5): 3",
  "of 1 to 100 numbers from 0 to 1 the wrong count: 0 times, from 0.1 to 0.1: 99 times",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
