#!/bin/sh
# sudoku-core 3.0.3 (npm): solves and rates a Sudoku by strategies.
#
# Guess: a puzzle mirrored along its diagonal is the same puzzle, so the verdict and the difficulty are the same; and a
#   puzzle with one solution has a solution.
# Seen: the mirrored puzzle of the first pair is "hard" one way and has no solution the other way; that of the second is
#   "hard" with 514 points and "expert" with 1813. "hasSolution" means "my strategies get through": for a famous puzzle
#   of one solution the same answer says hasSolution false and hasUniqueSolution true. Labels from this package are not
#   kept by the symmetries that training data is multiplied with.
# Output seen:
#   first as given: hasSolution true, hard, 654; mirrored: hasSolution false, undefined, undefined
#   second as given: hasSolution true, hard, 514; mirrored: hasSolution true, expert, 1813
#   famous: hasSolution false, hasUniqueSolution true
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . sudoku-core@3.0.3
cat > run.cjs <<'END'
const { analyze } = require("sudoku-core");
const cells = (text) => [...text].map((c) => (c === "0" ? null : Number(c)));
const mirrored = (text) => [...text].map((_, i) => text[(i % 9) * 9 + Math.floor(i / 9)]).join("");
const say = ({ hasSolution, difficulty, score }) => `hasSolution ${hasSolution}, ${difficulty}, ${score}`;
const first = "300080000000002100006500008107000640200001000000060750700020000509603400000040090";
const second = "002000000100087000054030907300500000090040510010600800000370100530000000000061000";
const famous = "800000000003600000070090200050007000000045700000100030001000068008500010090000400";
const f = analyze(cells(famous));
const lines = [
  `first as given: ${say(analyze(cells(first)))}; mirrored: ${say(analyze(cells(mirrored(first))))}`,
  `second as given: ${say(analyze(cells(second)))}; mirrored: ${say(analyze(cells(mirrored(second))))}`,
  `famous: hasSolution ${f.hasSolution}, hasUniqueSolution ${f.hasUniqueSolution}`,
];
console.log(lines.join("\n"));
const seen = [
  "first as given: hasSolution true, hard, 654; mirrored: hasSolution false, undefined, undefined",
  "second as given: hasSolution true, hard, 514; mirrored: hasSolution true, expert, 1813",
  "famous: hasSolution false, hasUniqueSolution true",
];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
