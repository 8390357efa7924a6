#!/bin/sh
# fast-astar 2.0.2 (npm): shortest ways on a grid, in JavaScript and in WebAssembly, chosen by the grid's size.
#
# Guess: the choice of the implementation is one of speed; rightAngle: true, four directions only, holds in each.
# Seen: the WebAssembly implementation does not know the option. The same call gives a right-angled way on 100 x 100
#   cells and a diagonal one on 101 x 101, where it also slips between two walls that touch at a corner: a maze cell
#   that four-way moves cannot leave is left. What is tested on small mazes is another algorithm than what runs on large
#   ones.
# Output seen:
#   100 x 100, Master A*: 198 moves, 0 of them diagonal
#   101 x 101, WebAssembly A*: 101 moves, 99 of them diagonal
#   closed corner, Master A*: no way
#   closed corner, WebAssembly A*: 2 moves, 2 of them diagonal
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . fast-astar@2.0.2
cat > run.mjs <<'END'
const print = console.log;
console.log = () => {}; // The package tells its start on the console.
const { Grid, Astar } = await import("fast-astar");
async function way(size, walls, goal) {
  const grid = new Grid({ col: size, row: size });
  for (const [x, y] of walls) grid.setWalkAt(x, y, false);
  return async (options) => {
    const astar = new Astar(grid, options);
    const path = await astar.search([0, 0], goal, { rightAngle: true, optimalResult: true });
    const { name } = astar.getCurrentImplementation();
    if (!path?.length) return `${name}: no way`;
    const moves = path.slice(1).map(([x, y], i) => [x - path[i][0], y - path[i][1]]);
    return `${name}: ${moves.length} moves, ${moves.filter(([x, y]) => x && y).length} of them diagonal`;
  };
}
const corner = await way(3, [[1, 0], [0, 1]], [2, 2]);
const lines = [
  `100 x 100, ${await (await way(100, [], [99, 99]))({})}`,
  `101 x 101, ${await (await way(101, [], [100, 100]))({})}`,
  `closed corner, ${await corner({ prefer: "master" })}`,
  `closed corner, ${await corner({ prefer: "wasm" })}`,
];
print(lines.join("\n"));
process.exit(
  /: 198 moves, 0 of/.test(lines[0]) &&
    /WebAssembly.*: 101 moves, 99 of/.test(lines[1]) &&
    /: no way$/.test(lines[2]) &&
    /WebAssembly.*: 2 moves, 2 of/.test(lines[3])
    ? 0
    : 1,
);
END
node run.mjs
