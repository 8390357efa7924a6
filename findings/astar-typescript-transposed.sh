#!/bin/sh
# astar-typescript 1.2.7 (npm): A* on a grid, here in four directions, diagonalAllowed: false.
#
# Guess: the way is a shortest one, and as long in the maze mirrored along its diagonal.
# Seen: the maze has a way of 12 moves, mostly vertical, and one of 14, mostly horizontal. The search returns the one of
#   14; in the mirrored maze it returns 12. A vertical step weighs about 1.41 in it and a horizontal one 1. Random open
#   grids do not show it: of 300 with 20 to 35 % walls, all ways were shortest.
# Output seen:
#   as drawn: 14 moves; mirrored: 12 moves
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . astar-typescript@1.2.7
cat > run.cjs <<'END'
const { AStarFinder } = require("astar-typescript");
const maze = [
  "#########",
  "#.......#",
  "#.#####.#",
  "#.....#.#",
  "#####.#.#",
  "#####.#.#",
  "#####.#.#",
  "#####.#.#",
  "#####...#",
  "#########",
].map((row) => [...row].map((c) => (c === "#" ? 1 : 0)));
const mirrored = maze[0].map((_, x) => maze.map((row) => row[x]));
const moves = (matrix, start, goal) =>
  new AStarFinder({ grid: { matrix }, diagonalAllowed: false }).findPath(start, goal).length - 1;
const [down, across] = [moves(maze, { x: 5, y: 3 }, { x: 7, y: 3 }), moves(mirrored, { x: 3, y: 5 }, { x: 3, y: 7 })];
const line = `as drawn: ${down} moves; mirrored: ${across} moves`;
console.log(line);
process.exit(line === "as drawn: 14 moves; mirrored: 12 moves" ? 0 : 1);
END
node run.cjs
