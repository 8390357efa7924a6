#!/bin/sh
# line-intersection 1.0.9 (npm): where lines and segments cross.
#
# Guess: a level and an upright segment that cross well within both do cross.
# Seen: the crossing is computed, then looked for between the ends, exactly, also in the direction in which a segment
#   has no extent at all. Where the computed place is one bit off the x that both ends have, the segments "do not
#   cross". With whole numbers all is well; with tenths two of three crossings are not seen.
# Output seen, for segments from 0 to 3, crossing at least one step from the ends:
#   in steps of 1/4: 0 of 121 missed
#   in steps of 1/10: 552 of 841 missed
#   in steps of 1/13: 868 of 1444 missed
#   level at 0.3, upright at 0.7: false, as lines they cross at 0.6999999999999998, 0.3
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . line-intersection@1.0.9
cat > run.cjs <<'END'
const { findSegmentIntersection, findIntersection, isSegmentIntersected } = require("line-intersection");
const cross = (x, y) => [{ x: 0, y }, { x: 3, y }, { x, y: 0 }, { x, y: 3 }];
function missed(parts) {
  const places = Array.from({ length: 3 * parts - 1 }, (_, i) => (i + 1) / parts);
  const all = places.flatMap((x) => places.map((y) => cross(x, y)));
  return `${all.filter((points) => !isSegmentIntersected(points)).length} of ${all.length} missed`;
}
const { x, y } = findIntersection(cross(0.7, 0.3));
const lines = [
  ...[4, 10, 13].map((parts) => `in steps of 1/${parts}: ${missed(parts)}`),
  `level at 0.3, upright at 0.7: ${findSegmentIntersection(cross(0.7, 0.3))}, as lines they cross at ${x}, ${y}`,
];
console.log(lines.join("\n"));
const seen = [
  "in steps of 1/4: 0 of 121 missed",
  "in steps of 1/10: 552 of 841 missed",
  "in steps of 1/13: 868 of 1444 missed",
  "level at 0.3, upright at 0.7: false, as lines they cross at 0.6999999999999998, 0.3",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
