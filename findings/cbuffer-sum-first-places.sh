#!/bin/sh
# CBuffer 2.2.0 (npm): a circular buffer with the methods of Array, and sum, avg and median.
#
# Guess: the sum of a window is that of the numbers in it, and the average is the sum by how many there are.
# Seen: sum and avg add the first places of the store, wherever the window begins. After a shift the number taken out
#   counts and the last one does not; after an unshift or a pop the result may be NaN. A full buffer that was only pushed
#   to is right, and median, slice and map are right everywhere.
# Output seen:
#   pushed 1 to 6 into 4: 3,4,5,6 has sum 18, should be 18, average 4.5
#   pushed 1,2,3, shift: 2,3 has sum 3, should be 5, average 1.5
#   pushed 1 to 5 into 4, pop: 2,3,4 has sum NaN, should be 9, average NaN
#   unshift 3: 3 has sum NaN, should be 3, average NaN
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . CBuffer@2.2.0
cat > run.cjs <<'END'
const CBuffer = require("CBuffer");
const cases = [
  ["pushed 1 to 6 into 4", (b) => [1, 2, 3, 4, 5, 6].forEach((x) => b.push(x))],
  ["pushed 1,2,3, shift", (b) => (b.push(1, 2, 3), b.shift())],
  ["pushed 1 to 5 into 4, pop", (b) => (b.push(1, 2, 3, 4, 5), b.pop())],
  ["unshift 3", (b) => b.unshift(3)],
];
const lines = cases.map(([name, fill]) => {
  const buffer = new CBuffer(4);
  fill(buffer);
  const all = buffer.toArray();
  const right = all.reduce((sum, x) => sum + x, 0);
  return `${name}: ${all} has sum ${buffer.sum()}, should be ${right}, average ${buffer.avg()}`;
});
console.log(lines.join("\n"));
const seen = [
  "pushed 1 to 6 into 4: 3,4,5,6 has sum 18, should be 18, average 4.5",
  "pushed 1,2,3, shift: 2,3 has sum 3, should be 5, average 1.5",
  "pushed 1 to 5 into 4, pop: 2,3,4 has sum NaN, should be 9, average NaN",
  "unshift 3: 3 has sum NaN, should be 3, average NaN",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
