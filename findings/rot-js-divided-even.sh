#!/bin/sh
# rot-js 2.2.1 (npm): mazes and dungeons; DividedMaze, by recursive division.
#
# Guess: whatever the size, a divided maze has corridors one cell wide and one way between any two cells, as those of
#   EllerMaze and IceyMaze have.
# Seen: that holds for odd sizes. In 20 x 20 cells there are some 15 squares of 2 x 2 open cells, each of them a loop:
#   in places a corridor is two wide. The other two leave out the last row and column of an even size, and stay perfect.
#   Puzzles with "the" way have many.
# Output seen, of 30 mazes each, loops per maze:
#   21 x 21: DividedMaze 0.0, EllerMaze 0.0, IceyMaze 0.0
#   20 x 20: DividedMaze 15.1, EllerMaze 0.0, IceyMaze 0.0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . rot-js@2.2.1
cat > run.cjs <<'END'
(async () => {
  const { Map: Maps, RNG } = await import("rot-js");
  RNG.setSeed(20);
  const loops = (Maze, size) => {
    const open = new Set();
    new Maze(size, size).create((x, y, wall) => wall || open.add(y * size + x));
    let joints = 0;
    for (const cell of open) {
      joints += Number(cell % size < size - 1 && open.has(cell + 1)) + Number(open.has(cell + size));
    }
    return joints - open.size + 1;
  };
  const means = [21, 20].map((size) => {
    const numbers = ["DividedMaze", "EllerMaze", "IceyMaze"].map((name) => {
      let sum = 0;
      for (let i = 0; i < 30; i++) sum += loops(Maps[name], size);
      return [name, sum / 30];
    });
    console.log(`${size} x ${size}: ${numbers.map(([name, mean]) => `${name} ${mean.toFixed(1)}`).join(", ")}`);
    return numbers.map(([, mean]) => mean);
  });
  const [[odd], [even, ...others]] = means;
  process.exit(odd === 0 && even > 10 && others.every((mean) => mean === 0) ? 0 : 1);
})();
END
node run.cjs
