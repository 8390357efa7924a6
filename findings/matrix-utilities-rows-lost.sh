#!/bin/sh
# matrix-utilities 1.2.4 (npm): calculations with matrices; multiply.
#
# Guess: three rows times a matrix of two by two are three rows.
# Seen: two of them come back. There are as many rows in the product as in the second matrix: of larger first matrices
#   the rest is lost without a word, and smaller ones throw. Square ones are right.
# Output seen:
#   three rows: [[0,1],[-1,0]], by hand [[0,1],[-1,0],[-1,1]]
#   16 shapes: right 4, rows lost 6, thrown 6
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . matrix-utilities@1.2.4
cat > run.cjs <<'END'
const { multiply } = require("matrix-utilities");
const right = (a, b) => a.map((row) => b[0].map((_, j) => row.reduce((sum, v, k) => sum + v * b[k][j], 0)));
const [points, turn] = [[[1, 0], [0, 1], [1, 1]], [[0, 1], [-1, 0]]];
const seen = multiply(points, turn);
console.log(`three rows: ${JSON.stringify(seen)}, by hand ${JSON.stringify(right(points, turn))}`);
const counts = { right: 0, "rows lost": 0, thrown: 0 };
for (let rows = 1; rows <= 4; rows++) {
  for (let inner = 1; inner <= 4; inner++) {
    const a = Array.from({ length: rows }, (_, i) => Array.from({ length: inner }, (_, j) => i + 2 * j + 1));
    const b = Array.from({ length: inner }, (_, i) => [i + 1, 3 - i]);
    try {
      const product = JSON.stringify(multiply(a, b));
      if (product === JSON.stringify(right(a, b))) counts.right++;
      else if (product === JSON.stringify(right(a, b).slice(0, inner))) counts["rows lost"]++;
    } catch {
      counts.thrown++;
    }
  }
}
console.log(`16 shapes: ${Object.entries(counts).map(([name, count]) => `${name} ${count}`).join(", ")}`);
process.exit(seen.length === 2 && counts.right === 4 && counts["rows lost"] === 6 ? 0 : 1);
END
node run.cjs
