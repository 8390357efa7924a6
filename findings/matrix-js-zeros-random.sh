#!/bin/sh
# matrix-js 1.8.0 (npm): matrices as functions; gen(value).size(rows, columns) makes one of a value,
#   set(range).to(value) fills rows.
#
# Guess: gen(0) makes zeros, as gen(1) makes ones, and set([0, 0]) fills the first row, as set([1, 1]) the second.
# Seen: 0 counts as not given. gen(0) is random, so that a sum begins anywhere, and a range that ends at 0 goes to
#   the last row or column: a mask of the first row is a mask of all.
# Output seen:
#   gen(1).size(2, 2): all 1; gen(0).size(2, 2): 4 of 4 are not 0, two calls are different
#   gen(0).diag(3): 3 of 3 on the diagonal are not 0
#   set([1, 1]).to(9): [[1,2],[9,9]]; set([0, 0]).to(9): [[9,9],[9,9]]
#   set([], [0, 0]).to(9): [[9,9],[9,9]]
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . matrix-js@1.8.0
cat > run.cjs <<'END'
const matrix = require("matrix-js");
const ones = matrix.gen(1).size(2, 2).flat().every((x) => x === 1);
const [zeros, again] = [matrix.gen(0).size(2, 2).flat(), matrix.gen(0).size(2, 2).flat()];
const other = zeros.filter((x) => x !== 0).length;
const differ = zeros.join() !== again.join();
const calls = differ ? "two calls are different" : "two calls are the same";
console.log(`gen(1).size(2, 2): all ${ones ? 1 : "?"}; gen(0).size(2, 2): ${other} of 4 are not 0, ${calls}`);
const diagonal = matrix.gen(0).diag(3).filter((row, i) => row[i] !== 0).length;
console.log(`gen(0).diag(3): ${diagonal} of 3 on the diagonal are not 0`);
const small = matrix([[1, 2], [3, 4]]);
const [second, first, column] = [
  small.set([1, 1]).to(9),
  small.set([0, 0]).to(9),
  small.set([], [0, 0]).to(9),
].map((x) => JSON.stringify(x));
console.log(`set([1, 1]).to(9): ${second}; set([0, 0]).to(9): ${first}`);
console.log(`set([], [0, 0]).to(9): ${column}`);
const all = "[[9,9],[9,9]]";
const ranges = second === "[[1,2],[9,9]]" && first === all && column === all;
process.exit(ones && other === 4 && differ && diagonal === 3 && ranges ? 0 : 1);
END
node run.cjs
