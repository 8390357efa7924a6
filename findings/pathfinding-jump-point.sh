#!/bin/sh
# pathfinding 0.4.18 (npm): A* and jump point search on a grid.
#
# Guess: jump point search is A* with a faster expansion, so with the same options both give a way of the same length.
# Seen: where diagonal moves are allowed, AStarFinder replaces its default heuristic by one that fits them and
#   JumpPointFinder keeps Manhattan distance, which overestimates. With nothing but diagonalMovement set, some of its
#   ways are longer; with heuristic: Heuristic.octile none is.
# Output seen (300 random grids of 15 x 15):
#   JumpPointFinder, default heuristic: longer than AStarFinder in 33
#   JumpPointFinder, octile: longer than AStarFinder in 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . pathfinding@0.4.18
cat > run.cjs <<'END'
const PF = require("pathfinding");
let state = 777;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const size = 15;
const diagonalMovement = PF.DiagonalMovement.Always;
const longer = { default: 0, octile: 0 };
for (let i = 0; i < 300; i++) {
  const walls = 0.2 + 0.15 * random();
  const matrix = Array.from({ length: size }, () => Array.from({ length: size }, () => (random() < walls ? 1 : 0)));
  const [a, b, c, d] = Array.from({ length: 4 }, () => Math.floor(random() * size));
  matrix[b][a] = matrix[d][c] = 0;
  const length = (finder) => PF.Util.pathLength(finder.findPath(a, b, c, d, new PF.Grid(matrix)));
  const best = length(new PF.AStarFinder({ diagonalMovement }));
  const finders = {
    default: new PF.JumpPointFinder({ diagonalMovement }),
    octile: new PF.JumpPointFinder({ diagonalMovement, heuristic: PF.Heuristic.octile }),
  };
  for (const name in finders) if (length(finders[name]) > best + 1e-6) longer[name]++;
}
console.log(`JumpPointFinder, default heuristic: longer than AStarFinder in ${longer.default}`);
console.log(`JumpPointFinder, octile: longer than AStarFinder in ${longer.octile}`);
process.exit(longer.default > 0 && longer.octile === 0 ? 0 : 1);
END
node run.cjs
