#!/bin/sh
# hungarian-on3 0.3.1 (npm): the assignment problem in O(n^3); isProfit "solves the AP by maximizing the costs".
#
# Guess: the sum of an assignment is the smallest of all, and with isProfit the largest.
# Seen: with isProfit it is the smallest as well, as the largest cost is subtracted from all and not they from it. Where
#   there are more workers than jobs the smallest sum is missed: of two workers for one job the first gets it.
# Output seen:
#   workers at 11 and 10 for one job: [[0,0],[1,-1]]
#   4 workers, 4 jobs, cost: wrong in 0 of 300, mean 56.0, best 56.0, worst 149.6
#   3 workers, 5 jobs, cost: wrong in 0 of 300, mean 29.5, best 29.5, worst 123.7
#   5 workers, 3 jobs, cost: wrong in 242 of 300, mean 41.2, best 28.8, worst 123.4
#   4 workers, 4 jobs, profit: wrong in 300 of 300, mean 53.1, best 146.1, worst 53.1
#   3 workers, 5 jobs, profit: wrong in 300 of 300, mean 29.8, best 123.7, worst 29.8
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . hungarian-on3@0.3.1
cat > run.cjs <<'END'
const hungarian = require("hungarian-on3");
let state = 7;
const draw = (count) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) % count;
};
/** The smallest sum over all assignments that leave out no row or column that could be used. */
function best(matrix, sign, row = 0, used = 0) {
  const [rows, columns] = [matrix.length, matrix[0].length];
  if (row === rows) return used.toString(2).replaceAll("0", "").length === Math.min(rows, columns) ? 0 : Infinity;
  let least = rows > columns ? best(matrix, sign, row + 1, used) : Infinity;
  for (let i = 0; i < columns; i++) {
    if ((used >> i) & 1) continue;
    least = Math.min(least, sign * matrix[row][i] + best(matrix, sign, row + 1, used | (1 << i)));
  }
  return least;
}
/** Of 300 random matrices of a shape those whose sum is not the best, and the mean of found, best and worst. */
function tried(rows, columns, isProfit) {
  let wrong = 0;
  const sums = [0, 0, 0];
  for (let run = 0; run < 300; run++) {
    const matrix = Array.from({ length: rows }, () => Array.from({ length: columns }, () => 1 + draw(50)));
    const pairs = hungarian(matrix.map((row) => [...row]), isProfit).filter(([, job]) => job >= 0);
    const sum = pairs.reduce((total, [worker, job]) => total + matrix[worker][job], 0);
    const right = isProfit ? -best(matrix, -1) : best(matrix, 1);
    const worst = isProfit ? best(matrix, 1) : -best(matrix, -1);
    if (sum !== right) wrong++;
    [sum, right, worst].forEach((value, i) => (sums[i] += value / 300));
  }
  const [found, right, worst] = sums.map((value) => value.toFixed(1));
  const name = `${rows} workers, ${columns} jobs, ${isProfit ? "profit" : "cost"}`;
  console.log(`${name}: wrong in ${wrong} of 300, mean ${found}, best ${right}, worst ${worst}`);
  return wrong;
}
console.log(`workers at 11 and 10 for one job: ${JSON.stringify(hungarian([[11], [10]]))}`);
const square = tried(4, 4, false);
const wide = tried(3, 5, false);
const wrong = [tried(5, 3, false), tried(4, 4, true), tried(3, 5, true)];
process.exit(square === 0 && wide === 0 && wrong.every((count) => count > 100) ? 0 : 1);
END
node run.cjs
