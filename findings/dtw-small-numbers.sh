#!/bin/sh
# dtw 0.0.3 (npm): dynamic time warping; compute gives the cost of the best match of two series, path its pairs.
#
# Guess: the pairs of the path add up to the cost, and series in other units (all numbers times 1e-9) have the same
#   path.
# Seen: with small numbers the path goes straight down the diagonal, whatever the series, and is dearer than the cost
#   that is told. Costs are compared with the absolute tolerance 2.2e-16, which is more than a square of 1e-8.
# Output seen:
#   times 1: cost 0.000, the path 00 10 20 30 41 52 63 74 75 76 77 costs 0.000
#   times 1e-9: cost 0.000, the path 00 11 22 33 44 55 66 77 costs 262.000
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . dtw@0.0.3
cat > run.cjs <<'END'
const DTW = require("dtw");
const first = [0, 0, 0, 0, 5, 9, 5, 0];
const second = [0, 5, 9, 5, 0, 0, 0, 0];
/** The cost that is told and what the pairs of the path add up to, in units of the scale. */
function tried(scale) {
  const a = first.map((x) => x * scale);
  const b = second.map((x) => x * scale);
  const dtw = new DTW();
  const cost = dtw.compute(a, b) / scale ** 2;
  const path = dtw.path();
  const sum = path.reduce((total, [i, j]) => total + (a[i] - b[j]) ** 2, 0) / scale ** 2;
  const pairs = path.map((pair) => pair.join("")).join(" ");
  console.log(`times ${scale}: cost ${cost.toFixed(3)}, the path ${pairs} costs ${sum.toFixed(3)}`);
  return sum - cost;
}
const [one, small] = [1, 1e-9].map(tried);
process.exit(Math.abs(one) < 1e-9 && small > 100 ? 0 : 1);
END
node run.cjs
