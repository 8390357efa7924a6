#!/bin/sh
# @d4c/numjs 0.17.35 (npm): "Like NumPy"; rot90(m, k), k is the "Number of times the array is rotated by 90 degrees".
#
# Guess: 0 times leaves a grid as it is, as 4 times does.
# Seen: it is turned once: 0 counts as not given. Of the four turns of a grid, k from 0 to 3, as they are drawn to make
#   more training grids, two are the same and the grid itself is not among them.
# Output seen, of [[1,2],[3,4]]:
#   k 0: [[2,4],[1,3]]
#   k 1: [[2,4],[1,3]]
#   k 2: [[4,3],[2,1]]
#   k 3: [[3,1],[4,2]]
#   k 4: [[1,2],[3,4]]
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @d4c/numjs@0.17.35
cat > run.cjs <<'END'
const nj = require("@d4c/numjs").default;
const grid = nj.array([[1, 2], [3, 4]]);
const seen = [0, 1, 2, 3, 4].map((k) => JSON.stringify(nj.rot90(grid, k).tolist()));
seen.forEach((turned, k) => console.log(`k ${k}: ${turned}`));
process.exit(seen[0] === seen[1] && seen[4] === "[[1,2],[3,4]]" && new Set(seen).size === 4 ? 0 : 1);
END
node run.cjs
