#!/bin/sh
# killer-sudoku-generator 1.1.2 (npm): killer Sudokus with their solution.
#
# Guess: a puzzle that comes with "the" solution has one; so an answer is judged by comparing it.
# Seen: about a third of the hard and expert puzzles have at least two solutions, with all givens, cages and sums taken
#   into account. A right answer that is not the package's own counts as wrong, and a model trained on the pairs learns
#   to guess.
# Output seen (random, it varies by some):
#   medium: 1 of 40 with two solutions or more
#   expert: 14 of 40 with two solutions or more
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . killer-sudoku-generator@1.1.2
cat > run.cjs <<'END'
const { generateKillerSudoku } = require("killer-sudoku-generator");
const bitsOf = (mask) => [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((d) => mask & (1 << d));
// Solutions of a puzzle with its cages, at most two; digits in a cage differ.
function solutions({ puzzle, areas }) {
  const grid = new Array(81).fill(0);
  const units = Array.from({ length: 81 }, (_, i) => {
    const [row, column] = [Math.floor(i / 9), i % 9];
    return [row, 9 + column, 18 + Math.floor(row / 3) * 3 + Math.floor(column / 3)];
  });
  const used = new Array(27 + areas.length).fill(0);
  const left = areas.map(({ sum, cells }) => ({ sum, cells: cells.length }));
  areas.forEach(({ cells }, cage) => cells.forEach(([row, column]) => units[row * 9 + column].push(27 + cage)));
  function set(i, digit, sign) {
    grid[i] = sign > 0 ? digit : 0;
    for (const unit of units[i]) used[unit] ^= 1 << digit;
    const cage = left[units[i][3] - 27];
    cage.sum -= sign * digit;
    cage.cells -= sign;
  }
  function candidates(i) {
    const { sum, cells } = left[units[i][3] - 27];
    const taken = units[i].reduce((mask, unit) => mask | used[unit], 0);
    const rest = cells - 1;
    return bitsOf(~taken).filter((d) => {
      const over = sum - d;
      return rest === 0 ? over === 0 : over >= (rest * (rest + 1)) / 2 && over <= (rest * (19 - rest)) / 2;
    });
  }
  [...puzzle].forEach((c, i) => c !== "-" && set(i, Number(c), 1));
  let found = 0;
  (function search() {
    let [best, digits] = [-1, null];
    for (let i = 0; i < 81 && digits?.length !== 0; i++) {
      if (grid[i]) continue;
      const here = candidates(i);
      if (!digits || here.length < digits.length) [best, digits] = [i, here];
    }
    if (best < 0) return ++found === 2;
    return digits.some((d) => {
      set(best, d, 1);
      const done = search();
      set(best, d, -1);
      return done;
    });
  })();
  return found;
}
const several = {};
for (const level of ["medium", "expert"]) {
  const counts = Array.from({ length: 40 }, () => solutions(generateKillerSudoku(level)));
  if (counts.includes(0)) throw new Error("A puzzle without a solution: the reading of the cages is wrong.");
  several[level] = counts.filter((count) => count === 2).length;
  console.log(`${level}: ${several[level]} of 40 with two solutions or more`);
}
process.exit(several.expert > 0 ? 0 : 1);
END
node run.cjs
