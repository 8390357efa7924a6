#!/bin/sh
# easystarjs 0.4.4 (npm): ways on a grid with diagonal moves.
#
# Guess: A* gives a shortest way; a step costs 1 and a diagonal one 1.4.
# Seen: in one random maze of 8 x 8 in five the way is longer than need be. The estimate of what is left counts each
#   diagonal step as 1.4 beside all steps of the longer side, those that the diagonal has saved too, and so is too high.
#   Without diagonals every way is shortest.
# Output seen:
#   4 x 4, walls at (1,1), (2,1) and (1,3), from corner to corner: 5.4, where 0,0 0,1 1,2 2,2 3,3 costs 4.8
#   1000 mazes of 8 x 8: longer than need be in 231 with diagonals, in 0 without
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . easystarjs@0.4.4
cat > run.cjs <<'END'
const { js: EasyStar } = require("easystarjs");
let state = 1;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const cost = (a, b) => (a[0] !== b[0] && a[1] !== b[1] ? 1.4 : 1);
const sum = (way) => way.slice(1).reduce((all, one, i) => all + cost(way[i], one), 0);

function found(grid, diagonals) {
  const finder = new EasyStar();
  finder.setGrid(grid);
  finder.setAcceptableTiles([0]);
  if (diagonals) finder.enableDiagonals();
  finder.enableCornerCutting();
  finder.enableSync();
  let way = null;
  finder.findPath(0, 0, grid.length - 1, grid.length - 1, (path) => (way = path));
  finder.calculate();
  return way && sum(way.map(({ x, y }) => [x, y]));
}

/** By relaxing every step until nothing changes. */
function least(grid, diagonals) {
  const size = grid.length;
  const far = grid.map((row) => row.map(() => Infinity));
  far[0][0] = 0;
  for (let changed = true; changed; ) {
    changed = false;
    for (let y = 0; y < size; y++)
      for (let x = 0; x < size; x++)
        for (let dy = -1; dy <= 1; dy++)
          for (let dx = -1; dx <= 1; dx++) {
            if ((!dx && !dy) || (dx && dy && !diagonals)) continue;
            const [a, b] = [x + dx, y + dy];
            if (grid[b]?.[a] !== 0 || grid[y][x]) continue;
            const way = far[y][x] + cost([x, y], [a, b]);
            if (way < far[b][a] - 1e-9) [far[b][a], changed] = [way, true];
          }
  }
  return far[size - 1][size - 1];
}

const small = [[0, 0, 0, 0], [0, 1, 1, 0], [0, 0, 0, 0], [0, 1, 0, 0]];
const shorter = [[0, 0], [0, 1], [1, 2], [2, 2], [3, 3]];
const free = shorter.every(([x, y]) => small[y][x] === 0);
console.log(`4 x 4, walls at (1,1), (2,1) and (1,3), from corner to corner: ${found(small, true).toFixed(1)}, where ${shorter.join(" ")} costs ${sum(shorter).toFixed(1)}`);
const longer = { with: 0, without: 0 };
let n = 0;
while (n < 1000) {
  const grid = Array.from({ length: 8 }, () => Array.from({ length: 8 }, () => Number(random() < 0.3)));
  grid[0][0] = grid[7][7] = 0;
  if (least(grid, false) === Infinity) continue;
  n++;
  longer.with += Number(found(grid, true) > least(grid, true) + 1e-6);
  longer.without += Number(found(grid, false) > least(grid, false) + 1e-6);
}
console.log(`${n} mazes of 8 x 8: longer than need be in ${longer.with} with diagonals, in ${longer.without} without`);
process.exit(free && found(small, true) > sum(shorter) + 0.5 && longer.with > 50 && longer.without === 0 ? 0 : 1);
END
node run.cjs
