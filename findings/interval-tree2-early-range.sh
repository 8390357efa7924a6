#!/bin/sh
# interval-tree2 1.1.0 (npm): an interval tree, with "search by range: get overlapped intervals from a range".
#
# Guess: a range that covers all finds all.
# Seen: a range that begins before the first start finds nothing or the last alone, however far it goes. The place of such
#   a beginning in the sorted list is given as -1, from which slice counts from the end. Any later beginning is right.
# Output seen:
#   10-20, 30-40 in 0-100: second, should be first second
#   10-20, 30-40 in 10-100: first second, should be first second
#   10-20, 30-40 in 9-15: none, should be first
#   2000 ranges over 5 intervals each, wrong: begun before the first 333 of 417, later 0 of 1583
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . interval-tree2@1.1.0
cat > run.cjs <<'END'
const IntervalTree = require("interval-tree2");
const names = ["first", "second", "third", "fourth", "fifth"];
function look(intervals, start, end) {
  const tree = new IntervalTree(50);
  intervals.forEach(([from, to], i) => tree.add(from, to, names[i]));
  const seen = tree.search(start, end).map((interval) => interval.id).sort().join(" ");
  const right = names.filter((_, i) => i < intervals.length && intervals[i][0] <= end && start <= intervals[i][1]);
  return [seen, right.sort().join(" ")];
}
const two = [[10, 20], [30, 40]];
const results = [[0, 100], [10, 100], [9, 15]].map(([start, end]) => {
  const [seen, right] = look(two, start, end);
  console.log(`10-20, 30-40 in ${start}-${end}: ${seen || "none"}, should be ${right}`);
  return seen === right;
});
let state = 1;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const below = (n) => Math.floor(n * random());
const [all, wrong] = [[0, 0], [0, 0]];
for (let n = 0; n < 2000; n++) {
  // Five intervals with starts and ends that are all different.
  const intervals = [0, 1, 2, 3, 4].map((i) => [10 * i + below(5), 10 * i + 5 + 50 * below(2) + i]);
  const start = below(60) - 10;
  const [seen, right] = look(intervals, start, start + 1 + below(30));
  const later = Number(start >= intervals[0][0]);
  all[later]++;
  wrong[later] += Number(seen !== right);
}
const counts = `begun before the first ${wrong[0]} of ${all[0]}, later ${wrong[1]} of ${all[1]}`;
console.log(`2000 ranges over 5 intervals each, wrong: ${counts}`);
process.exit(results.join() === "false,true,false" && wrong[0] > 50 && wrong[1] === 0 ? 0 : 1);
END
node run.cjs
