#!/bin/sh
# numbers 0.7.0 (npm): a library of mathematics, with integrals, primes, matrices and statistics.
#
# Guess: adaptiveSimpson halves the interval until the error is below the bound it is given.
# Seen: the middle of an interval is a + b, without the division by two. From 0 that is the end itself, so the first
#   rough estimate is taken as confirmed: three places are all that the function is looked at. From -1 to 1 it is worse.
# Output seen, with a bound of 0.000001:
#   sine from 0 to pi: 2.0944, 2 is right
#   sine squared from 0 to 2 pi: 0.0000, 3.1416 is right
#   exp from 0 to 4: 56.7696, 53.5982 is right
#   x^4 from -1 to 1: 0.4444, 0.4 is right
#   places looked at for exp: 0, 2, 4
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . numbers@0.7.0
cat > run.cjs <<'END'
const { calculus } = require("numbers");
const integral = (f, a, b) => calculus.adaptiveSimpson(f, a, b, 1e-6).toFixed(4);
const places = new Set();
integral((x) => (places.add(x), Math.exp(x)), 0, 4);
const lines = [
  `sine from 0 to pi: ${integral(Math.sin, 0, Math.PI)}, 2 is right`,
  `sine squared from 0 to 2 pi: ${integral((x) => Math.sin(x) ** 2, 0, 2 * Math.PI)}, ${Math.PI.toFixed(4)} is right`,
  `exp from 0 to 4: ${integral(Math.exp, 0, 4)}, ${(Math.exp(4) - 1).toFixed(4)} is right`,
  `x^4 from -1 to 1: ${integral((x) => x ** 4, -1, 1)}, 0.4 is right`,
  `places looked at for exp: ${[...places].sort().join(", ")}`,
];
console.log(lines.join("\n"));
const seen = [
  "sine from 0 to pi: 2.0944, 2 is right",
  "sine squared from 0 to 2 pi: 0.0000, 3.1416 is right",
  "exp from 0 to 4: 56.7696, 53.5982 is right",
  "x^4 from -1 to 1: 0.4444, 0.4 is right",
  "places looked at for exp: 0, 2, 4",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
