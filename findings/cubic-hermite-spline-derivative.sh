#!/bin/sh
# cubic-hermite-spline 1.0.1 (npm): splines through points with given tangents, "useful" for positions and velocities.
#
# Guess: at a point the derivative is the tangent given there; t goes from 0 to 1, both included.
# Seen: with knots the derivative is too large by the distance of the knots: of a step of 3 the velocity comes three
#   times too large, while positions are right. Without knots the end, t = 1, is NaN.
# Output seen, x = t^2 with knots 0, 1, 4:
#   t 0.5: position 0.25, derivative 1, should be 1
#   t 2.5: position 6.25, derivative 15, should be 5
#   t 4: position 16, derivative 24, should be 8
#   without knots, t 1: NaN
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . cubic-hermite-spline@1.0.1
cat > run.cjs <<'END'
const hermite = require("cubic-hermite-spline");
const [points, tangents, knots] = [[[0], [1], [16]], [[0], [2], [8]], [0, 1, 4]];
const lines = [0.5, 2.5, 4].map((t) => {
  const [position] = hermite(t, points, tangents, knots);
  const [derivative] = hermite(t, points, tangents, knots, true);
  return `t ${t}: position ${position}, derivative ${derivative}, should be ${2 * t}`;
});
lines.push(`without knots, t 1: ${hermite(1, points, tangents)[0]}`);
console.log(lines.join("\n"));
const seen = [
  "t 0.5: position 0.25, derivative 1, should be 1",
  "t 2.5: position 6.25, derivative 15, should be 5",
  "t 4: position 16, derivative 24, should be 8",
  "without knots, t 1: NaN",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
