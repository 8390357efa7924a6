#!/bin/sh
# sudoku-gen 1.0.2 and sudoku 0.0.3 (npm): how many different puzzles a generator holds.
#
# Guess: a generator that promises trillions of unique puzzles is a source of training data; a split into training and
#   test set by puzzle string is then a clean one.
# Seen: each level of sudoku-gen is eight or nine puzzles, turned, shuffled and renamed. Of 400 puzzles per level every
#   string is new, yet brought to a normal form under the symmetries of the grid they are 8, 9, 8 and 9. 60 puzzles of
#   the package sudoku are 60. A test set drawn from sudoku-gen holds nothing but symmetry twins of the training set.
# Output seen:
#   sudoku-gen 1.0.2 easy: 400 strings, 8 puzzles
#   sudoku-gen 1.0.2 medium: 400 strings, 9 puzzles
#   sudoku-gen 1.0.2 hard: 400 strings, 8 puzzles
#   sudoku-gen 1.0.2 expert: 400 strings, 9 puzzles
#   sudoku 0.0.3: 60 strings, 60 puzzles
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . sudoku-gen@1.0.2 sudoku@0.0.3
cat > run.cjs <<'END'
const { getSudoku } = require("sudoku-gen");
const { makepuzzle } = require("sudoku");
const orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
const lineOrders = [];
for (const bands of orders)
  for (const a of orders)
    for (const b of orders)
      for (const c of orders)
        lineOrders.push([a, b, c].flatMap((lines, i) => lines.map((line) => bands[i] * 3 + line)));
// The least form of a puzzle ("-" or a digit in 81 cells) over swaps of rows, columns, bands, stacks, the transposition
// and the names of the digits: first the least pattern of givens, then the least numbering among those that have it.
function normalForm(puzzle) {
  const sides = [puzzle, puzzle.map((_, i) => puzzle[(i % 9) * 9 + Math.floor(i / 9)])];
  let least = null;
  let ties = [];
  for (const side of sides)
    for (const rows of lineOrders) {
      const bits = Array.from({ length: 9 }, (_, c) =>
        rows.reduce((sum, r) => sum * 2 + (side[r * 9 + c] === "-" ? 0 : 1), 512),
      );
      const form = [0, 3, 6].map((c) => bits.slice(c, c + 3).sort().join()).sort().join();
      if (least === null || form < least) [least, ties] = [form, []];
      if (form === least) ties.push([side, rows, bits]);
    }
  let best = null;
  for (const [side, rows, bits] of ties)
    for (const columns of lineOrders) {
      if (columns.map((c) => bits[c]).join() !== least) continue;
      const names = new Map();
      let text = "";
      for (const r of rows)
        for (const c of columns) {
          const cell = side[r * 9 + c];
          if (cell !== "-" && !names.has(cell)) names.set(cell, names.size + 1);
          text += cell === "-" ? "-" : names.get(cell);
        }
      if (best === null || text < best) best = text;
    }
  return best;
}
let expected = true;
function tell(name, puzzles, wanted) {
  const strings = new Set(puzzles.map((p) => p.join(""))).size;
  const forms = new Set(puzzles.map(normalForm)).size;
  console.log(`${name}: ${strings} strings, ${forms} puzzles`);
  if (strings !== puzzles.length || forms !== wanted) expected = false;
}
for (const [level, wanted] of Object.entries({ easy: 8, medium: 9, hard: 8, expert: 9 }))
  tell(`sudoku-gen 1.0.2 ${level}`, Array.from({ length: 400 }, () => [...getSudoku(level).puzzle]), wanted);
tell("sudoku 0.0.3", Array.from({ length: 60 }, () => makepuzzle().map((d) => (d === null ? "-" : `${d + 1}`))), 60);
process.exit(expected ? 0 : 1);
END
node run.cjs
