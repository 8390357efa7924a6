#!/bin/sh
# dlx 0.2.1 (npm): Knuth's Dancing Links for exact cover problems.
#
# Guess: as in Knuth's algorithm the column with the fewest rows is tried first, so a contradiction is seen wherever its
#   columns stand.
# Seen: the loop that looks for the smallest column compares a size with a column in place of its size. A number is
#   never below an object, so it always stays with the first column. The work then hangs on the order of the columns:
#   two items that need the same third one make the problem unsolvable, and behind 12 items of two choices each this is
#   found anew for each of the 4096 choices. Columns are ordered by hand: rare ones first.
# Output seen (columns covered):
#   contradiction in the first columns: 0 solutions, 2 columns covered
#   contradiction in the last columns: 0 solutions, 12287 columns covered
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . dlx@0.2.1
cat > run.cjs <<'END'
const dlx = require("dlx");
const LinkedMatrix = require("dlx/lib/LinkedMatrix.js");
let covered = 0;
const cover = LinkedMatrix.prototype.cover_column;
LinkedMatrix.prototype.cover_column = function (column) {
  covered++;
  return cover.call(this, column);
};
const free = 12;
/** Items 0 to 11 have two rows each; items a and b have one row each, and both rows need item c, too. */
function problem(place) {
  const rows = [];
  for (let item = 0; item < free; item++) rows.push([item], [item]);
  rows.push([free, free + 2], [free + 1, free + 2]);
  return rows.map((row) => Array.from({ length: free + 3 }, (_, i) => (row.some((item) => place(item) === i) ? 1 : 0)));
}
const lines = [["first", (item) => (item + 3) % (free + 3)], ["last", (item) => item]].map(([name, place]) => {
  covered = 0;
  const solutions = dlx.solve(problem(place)).length;
  return `contradiction in the ${name} columns: ${solutions} solutions, ${covered} columns covered`;
});
console.log(lines.join("\n"));
const seen = [
  "contradiction in the first columns: 0 solutions, 2 columns covered",
  "contradiction in the last columns: 0 solutions, 12287 columns covered",
];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
