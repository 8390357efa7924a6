#!/bin/sh
# convert-csv-to-array 1.0.3 (npm): a CSV text to an array, with numbers as numbers.
#
# Guess: 1e3 is 1000, as a text or as a number, and all rows come.
# Seen: a number with an exponent that is a whole one keeps what is before the point or the e, as it is read like a row of
#   digits: 1e+20, as numpy and JavaScript write it, is 1, and so is 1.5e3. Only if a fraction is left it is right. A last
#   row without a line break after it is lost.
# Output seen:
#   1e3: 1, should be 1000
#   1e+20: 1, should be 100000000000000000000
#   -5E4: -5, should be -50000
#   1.5e3: 1, should be 1500
#   1e-7: 1e-7, should be 1e-7
#   rows of two: 2, without the last line break: 1
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . convert-csv-to-array@1.0.3
cat > run.cjs <<'END'
const { convertCSVToArray } = require("convert-csv-to-array");
const read = (text) => convertCSVToArray(text, { type: "array", separator: "," }).slice(1);
const numbers = ["1e3", "1e+20", "-5E4", "1.5e3", "1e-7"];
const wrong = numbers.map((text) => {
  const [[seen]] = read(`x,y\n${text},0\n`);
  console.log(`${text}: ${seen}, should be ${Number(text)}`);
  return seen !== Number(text);
});
const rows = ["x,y\n1,2\n3,4\n", "x,y\n1,2\n3,4"].map((text) => read(text).length);
console.log(`rows of two: ${rows[0]}, without the last line break: ${rows[1]}`);
process.exit(wrong.join() === "true,true,true,true,false" && rows.join() === "2,1" ? 0 : 1);
END
node run.cjs
