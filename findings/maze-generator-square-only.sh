#!/bin/sh
# maze-generator 0.1.2 (npm): a maze of the sizes given; "It will return the grid generated".
#
# Guess: in a maze of 12 x 5 cells every cell has a way to a neighbour.
# Seen: the columns from the sixth on have none: whether a cell lies within the width is asked of the height. And what
#   the call returns has no way at all: the ways are cut later, row by row as timers run, without a word when that is done.
# Output seen:
#   12 x 5, as returned: cells with a way 0 of 60
#   12 x 5, a second later: columns without any way 7 of 12
#   5 x 12, a second later: columns without any way 0 of 5
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . maze-generator@0.1.2
cat > run.cjs <<'END'
const generate = require("maze-generator");
const closed = (maze) => maze[0].filter((_, x) => maze.every((row) => row[x] === 0)).length;
const wide = generate([12, 5]);
const high = generate([5, 12]);
const first = wide.flat().filter((cell) => cell !== 0).length;
console.log(`12 x 5, as returned: cells with a way ${first} of ${wide.flat().length}`);
setTimeout(() => {
  const seen = [closed(wide), closed(high)];
  console.log(`12 x 5, a second later: columns without any way ${seen[0]} of ${wide[0].length}`);
  console.log(`5 x 12, a second later: columns without any way ${seen[1]} of ${high[0].length}`);
  process.exit(first === 0 && seen[0] >= 7 && seen[1] < 5 ? 0 : 1);
}, 1000);
END
node run.cjs
