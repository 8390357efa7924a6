#!/bin/sh
# math3d 0.2.2 (npm): vectors, matrices and quaternions after those of a game engine.
#
# Guess: a quaternion made of Euler angles and made again of its own eulerAngles is the same rotation.
# Seen: where the view goes straight up or down (x is 90 or -90 degrees), y and z are given as 0. There the two turn
#   about the same axis, so one of them may be 0, but their difference has to be kept in the other.
# Output seen (degrees between the rotation and that of its own angles):
#   80, 30, 0 gives 80, 30, 0: 0 apart
#   90, 30, 0 gives 90, 0, 0: 30 apart
#   90, 120, 0 gives 90, 0, 0: 120 apart
#   -90, 0, 45 gives -90, 0, 0: 45 apart
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . math3d@0.2.2
cat > run.cjs <<'END'
const { Quaternion } = require("math3d");
const lines = [[80, 30, 0], [90, 30, 0], [90, 120, 0], [-90, 0, 45]].map((angles) => {
  const rotation = Quaternion.Euler(...angles);
  const { x, y, z } = rotation.eulerAngles;
  const again = Quaternion.Euler(x, y, z);
  const apart = (2 * Math.acos(Math.min(1, Math.abs(rotation.dot(again)))) * 180) / Math.PI;
  return `${angles.join(", ")} gives ${[x, y, z].map(Math.round).join(", ")}: ${Math.round(apart)} apart`;
});
console.log(lines.join("\n"));
const seen = [
  "80, 30, 0 gives 80, 30, 0: 0 apart",
  "90, 30, 0 gives 90, 0, 0: 30 apart",
  "90, 120, 0 gives 90, 0, 0: 120 apart",
  "-90, 0, 45 gives -90, 0, 0: 45 apart",
];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
