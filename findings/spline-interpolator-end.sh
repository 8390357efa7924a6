#!/bin/sh
# spline-interpolator 1.0.0 (npm): smoothing splines, with their largest and smallest value.
#
# Guess: the largest value of a curve that rises to its end is the one at its end, for max(step) with 4 steps or 100.
# Seen: of the steps the last one is left out, so the end is never looked at. With 4 steps a quarter of the way is
#   missing, and range() is too short. The same curve mirrored has its whole maximum.
# Output seen, for points on a line from 0 to 10:
#   rising: at the end 10, max(4) 7.5, max() 9.9, range() 0 to 9.9
#   falling: at the end 0, max(4) 10, min(4) 2.5, range() 0.1 to 10
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . spline-interpolator@1.0.0
cat > run.cjs <<'END'
const SplineInterpolator = require("spline-interpolator");
const x = [0, 2, 4, 6, 8, 10];
const rising = new SplineInterpolator(x, x);
const falling = new SplineInterpolator(x, [...x].reverse());
const short = (value) => Number(value.toFixed(6));
const range = (curve) => curve.range().map(short).join(" to ");
const lines = [
  `rising: at the end ${short(rising.interpolate(10))}, max(4) ${short(rising.max(4))}, ` +
    `max() ${short(rising.max())}, range() ${range(rising)}`,
  `falling: at the end ${short(falling.interpolate(10))}, max(4) ${short(falling.max(4))}, ` +
    `min(4) ${short(falling.min(4))}, range() ${range(falling)}`,
];
console.log(lines.join("\n"));
const seen = [
  "rising: at the end 10, max(4) 7.5, max() 9.9, range() 0 to 9.9",
  "falling: at the end 0, max(4) 10, min(4) 2.5, range() 0.1 to 10",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
