#!/bin/sh
# generate-maze 1.1.0 (npm): perfect mazes by Eller's algorithm, with a seed.
#
# Guess: of a square maze about as many passages go across as go down, so that a turned maze is as likely as it was, and
#   turned copies are more data of the same kind.
# Seen: 64 % of the passages go down, and the last row, which joins what is left, has 5.8 of its 9 open where a row in
#   the middle has 3.2. What learns from these mazes learns which side is up.
# Output seen, of 300 mazes of 10 x 10:
#   across 10735, down 18965
#   open in the last row 5.8 of 9, in the sixth 3.2 of 9
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . generate-maze@1.1.0
cat > run.cjs <<'END'
const generate = require("generate-maze");
const [size, mazes] = [10, 300];
let [across, down, last, middle] = [0, 0, 0, 0];
for (let seed = 0; seed < mazes; seed++) {
  const maze = generate(size, size, true, seed * 7 + 1);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j + 1 < size; j++) {
      across += Number(!maze[i][j].right);
      down += Number(!maze[j][i].bottom);
    }
  }
  for (let x = 0; x + 1 < size; x++) {
    last += Number(!maze[size - 1][x].right);
    middle += Number(!maze[5][x].right);
  }
}
console.log(`across ${across}, down ${down}`);
console.log(`open in the last row ${(last / mazes).toFixed(1)} of 9, in the sixth ${(middle / mazes).toFixed(1)} of 9`);
process.exit(across + down === mazes * (size * size - 1) && down > 1.5 * across && last > 1.5 * middle ? 0 : 1);
END
node run.cjs
