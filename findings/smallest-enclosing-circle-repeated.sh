#!/bin/sh
# smallest-enclosing-circle 1.0.2 (npm): the smallest circle around points, after Welzl; of the differences between runs
#   its README says that they "generally appear to be very minor".
#
# Guess: a point that is there twice changes nothing.
# Seen: (4, 0), (1, 3) and (4, 0) have the radius NaN, as a circle through three points is made of which two are equal.
#   Of lists of five points with one of them repeated one in twenty is wrong, of the same without the repetition none.
# Output seen:
#   (4, 0) (1, 3) (4, 0), 1000 runs: 1000 not a number, 0 with a point outside
#   5000 lists of 5 points: 0 wrong, with the first one repeated 234
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . smallest-enclosing-circle@1.0.2
cat > run.cjs <<'END'
let state = 7;
Math.random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
};
const circle = require("smallest-enclosing-circle");
/** What is wrong with the circle of these points, if anything. */
function fault(points) {
  const { x, y, r } = circle(points);
  if (!Number.isFinite(r)) return "nan";
  return points.some((point) => Math.hypot(point.x - x, point.y - y) > r + 1e-6) ? "outside" : "";
}
const points = [{ x: 4, y: 0 }, { x: 1, y: 3 }, { x: 4, y: 0 }];
const few = { nan: 0, outside: 0, "": 0 };
for (let run = 0; run < 1000; run++) few[fault(points)]++;
console.log(`(4, 0) (1, 3) (4, 0), 1000 runs: ${few.nan} not a number, ${few.outside} with a point outside`);
const counts = { repeated: 0, single: 0 };
for (let run = 0; run < 5000; run++) {
  const place = () => Math.floor(Math.random() * 9);
  const made = Array.from({ length: 5 }, () => ({ x: place(), y: place() }));
  const single = [...new Map(made.map((point) => [`${point.x} ${point.y}`, point])).values()];
  if (fault([...single, { ...single[0] }])) counts.repeated++;
  if (fault(single)) counts.single++;
}
console.log(`5000 lists of 5 points: ${counts.single} wrong, with the first one repeated ${counts.repeated}`);
process.exit(few.nan === 1000 && counts.repeated > 100 && counts.single === 0 ? 0 : 1);
END
node run.cjs
