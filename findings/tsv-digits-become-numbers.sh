#!/bin/sh
# tsv 0.2.0 (npm): reads TSV and CSV.
#
# Guess: cells are text, or numbers where nothing is lost by it.
# Seen: every run of digits becomes a number, however long and with whatever in front: a Sudoku of 81 digits is 5.3e80,
#   007 is 7, an id of 20 digits is another one. Fractions stay text, so that a column of probabilities is text but
#   for its zeros and ones, and sorts and adds accordingly. A file with \r\n has an empty row before each.
# Output seen:
#   puzzle: number 5.30070000600195e+80
#   ids: 7, 12345678901234567000
#   probabilities: "0.5", 1, "0.25", sum 00.510.25
#   2 rows with \r\n: 4 rows, the first is {"a":""}
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . tsv@0.2.0
cat > run.cjs <<'END'
const tsv = require("tsv");
const puzzle = "530070000600195000098000060800060003400803001700020006060000280000419005000080079";
const column = (cells) => tsv.parse(["a", ...cells].join("\n")).map(({ a }) => a);
const show = (cells) => cells.map((cell) => JSON.stringify(cell)).join(", ");
const [read] = column([puzzle]);
const ids = column(["007", "12345678901234567890"]);
const probabilities = column(["0.5", "1", "0.25"]);
const windows = tsv.parse("a\r\n1\r\n2");
const lines = [
  `puzzle: ${typeof read} ${read}`,
  `ids: ${show(ids)}`,
  `probabilities: ${show(probabilities)}, sum ${probabilities.reduce((sum, x) => sum + x, 0)}`,
  `2 rows with \\r\\n: ${windows.length} rows, the first is ${JSON.stringify(windows[0])}`,
];
console.log(lines.join("\n"));
const kept = typeof read === "number" && BigInt(read) !== BigInt(puzzle) && ids[0] === 7;
process.exit(kept && show(probabilities) === '"0.5", 1, "0.25"' ? 0 : 1);
END
node run.cjs
