#!/bin/sh
# ml-sparse-matrix 3.1.0 (npm): products entry by entry.
#
# Guess: mul with a matrix multiplies entry by entry, and what is multiplied by 0 is 0, as a mask does it.
# Seen: only the places where the second matrix is not 0 are visited. The others keep what they had, so that a mask of
#   ones masks nothing. "and" does the same: 5 & 0 is 5. The matrix product mmul is right.
# Output seen:
#   [[1,2],[3,4]] mul [[1,0],[0,1]] = [[1,2],[3,4]], should be [[1,0],[0,4]]
#   [[5,5]] and [[4,0]] = [[4,5]], should be [[4,0]]
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ml-sparse-matrix@3.1.0
cat > run.cjs <<'END'
const { SparseMatrix } = require("ml-sparse-matrix");
const operations = { mul: (x, y) => x * y, and: (x, y) => x & y };
const lines = [];
function compare(name, a, b) {
  const seen = JSON.stringify(new SparseMatrix(a)[name](new SparseMatrix(b)).to2DArray());
  const right = JSON.stringify(a.map((row, i) => row.map((x, j) => operations[name](x, b[i][j]))));
  lines.push(`${JSON.stringify(a)} ${name} ${JSON.stringify(b)} = ${seen}, should be ${right}`);
}
compare("mul", [[1, 2], [3, 4]], [[1, 0], [0, 1]]);
compare("and", [[5, 5]], [[4, 0]]);
console.log(lines.join("\n"));
const seen = [
  "[[1,2],[3,4]] mul [[1,0],[0,1]] = [[1,2],[3,4]], should be [[1,0],[0,4]]",
  "[[5,5]] and [[4,0]] = [[4,5]], should be [[4,0]]",
];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
