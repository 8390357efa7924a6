#!/bin/sh
# matrix-utilities 1.2.4 (npm): calculations with matrices; to3d and to2d, between transforms of the plane and of space.
#
# Guess: a quarter turn of the plane is a quarter turn about the third axis of space.
# Seen: its zeros on the diagonal are taken for missing numbers and become ones, so it is an eighth of a turn that
#   stretches by the square root of two. The way back does the same, and a scale of 0 is one of 1.
# Output seen:
#   to3d: [[1,-1,0,0],[1,1,0,0],[0,0,1,0],[0,0,0,1]]
#   the point 1, 0 goes to 1,1: 45 degrees, length 1.414
#   to2d: [[1,-1,0],[1,1,0]]
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . matrix-utilities@1.2.4
cat > run.cjs <<'END'
const { to2d, to3d } = require("matrix-utilities");
const quarter = [[0, -1, 0], [1, 0, 0]];
const space = to3d(quarter);
console.log(`to3d: ${JSON.stringify(space)}`);
const at = (matrix) => [matrix[0][0], matrix[1][0]];
const length = Math.hypot(...at(space));
const degrees = (Math.atan2(space[1][0], space[0][0]) * 180) / Math.PI;
console.log(`the point 1, 0 goes to ${at(space)}: ${degrees} degrees, length ${length.toFixed(3)}`);
const plane = to2d([[0, -1, 0, 0], [1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]);
console.log(`to2d: ${JSON.stringify(plane)}`);
const eighth = to3d([[Math.SQRT1_2, -Math.SQRT1_2, 0], [Math.SQRT1_2, Math.SQRT1_2, 0]]);
const right = Math.abs(Math.hypot(...at(eighth)) - 1) < 1e-9;
process.exit(right && degrees === 45 && Math.abs(length - Math.SQRT2) < 1e-9 && plane[0][0] === 1 ? 0 : 1);
END
node run.cjs
