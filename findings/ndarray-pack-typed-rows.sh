#!/bin/sh
# ndarray-pack 1.2.1 (npm): packs an array of arrays into an ndarray.
#
# Guess: rows that are typed arrays, as a net returns them, are packed as rows of plain numbers are.
# Seen: three rows of two become three entries, each NaN: a row that is not a plain array counts as one number.
# Output seen:
#   plain rows: shape [3,2], data 1,2,3,4,5,6
#   Float32Array rows: shape [3], data NaN,NaN,NaN
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ndarray-pack@1.2.1
cat > run.cjs <<'END'
const pack = require("ndarray-pack");
const rows = [[1, 2], [3, 4], [5, 6]];
const say = ({ shape, data }) => `shape [${shape}], data ${Array.from(data)}`;
const lines = [
  `plain rows: ${say(pack(rows))}`,
  `Float32Array rows: ${say(pack(rows.map((row) => Float32Array.from(row))))}`,
];
console.log(lines.join("\n"));
const seen = ["plain rows: shape [3,2], data 1,2,3,4,5,6", "Float32Array rows: shape [3], data NaN,NaN,NaN"];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
