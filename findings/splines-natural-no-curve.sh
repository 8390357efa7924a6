#!/bin/sh
# @adaskothebeast/splines 4.0.0 (npm): "Natural Cubic Spline", twice continuously differentiable.
#
# Guess: through the squares of 0 to 4 the curve is at most 0.2 away from x * x.
# Seen: there is no curve. Its bends come from differences of x alone, which are 0 however the points lie, so that points
#   are joined by straight lines; the first piece is flat at the height of the first point, up to the second where it jumps;
#   the last piece is NaN. The monotone spline of the package is right.
# Output seen:
#   x: 0 0.5 1 1.5 2 2.5 3 3.5 4
#   natural: 0 0 0 2.5 4 6.5 9 NaN NaN
#   monotone: 0 0.44 1 2.22 4 6.24 9 12.35 16
#   should be: 0 0.34 1 2.23 4 6.23 9 12.34 16
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @adaskothebeast/splines@4.0.0
cat > run.cjs <<'END'
const { NaturalSpline, MonotoneCubicHermitInterpolation } = require("@adaskothebeast/splines");
const points = [0, 1, 2, 3, 4].map((x) => [x, x * x]);
/** A natural spline of step 1: the bends m solve m[i-1] + 4 m[i] + m[i+1] = 6 (y[i-1] - 2 y[i] + y[i+1]). */
function right(x) {
  const y = points.map((point) => point[1]);
  const m = y.map(() => 0);
  for (let round = 0; round < 100; round++)
    for (let i = 1; i < y.length - 1; i++) m[i] = (6 * (y[i - 1] - 2 * y[i] + y[i + 1]) - m[i - 1] - m[i + 1]) / 4;
  const i = Math.min(Math.floor(x), y.length - 2);
  const [a, b] = [i + 1 - x, x - i];
  return (m[i] * (a ** 3 - a) + m[i + 1] * (b ** 3 - b)) / 6 + y[i] * a + y[i + 1] * b;
}
const xs = Array.from({ length: 9 }, (_, i) => i / 2);
const list = (f) => xs.map((x) => Math.round(100 * f(x)) / 100).join(" ");
const natural = new NaturalSpline(points);
const monotone = new MonotoneCubicHermitInterpolation(points);
const lines = [list((x) => x), list((x) => natural.interpolate(x)), list((x) => monotone.interpolate(x)), list(right)];
["x", "natural", "monotone", "should be"].forEach((name, i) => console.log(`${name}: ${lines[i]}`));
const seen = ["0 0 0 2.5 4 6.5 9 NaN NaN", "0 0.34 1 2.23 4 6.23 9 12.34 16"];
process.exit(lines[1] === seen[0] && lines[3] === seen[1] ? 0 : 1);
END
node run.cjs
