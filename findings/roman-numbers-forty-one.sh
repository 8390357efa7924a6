#!/bin/sh
# roman-numbers 1.0.2 (npm): Roman numbers from and to ordinary ones.
#
# Guess: a number written as a Roman one and read again is the same, as far as 3999.
# Seen: letters are grouped, and the groups taken in pairs from the right; within a pair a smaller one on the left is
#   subtracted. Where an X before L stands at the end of a pair it is in the next pair and is added: XLI, 41, is 61. So
#   it is with 640 of 3999 numbers, always too large by 20, by 200 or by both; XL and XLIV are right.
# Output seen:
#   XL 40, XLI 61, XLIV 44, XCI 111, CDX 610, XCV 115
#   wrong: 640 of 3999, by 20, 200, 220
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . roman-numbers@1.0.2
cat > run.cjs <<'END'
const { arabToRoman, romanToArab } = require("roman-numbers");
let wrong = 0;
const off = new Set();
for (let number = 1; number <= 3999; number++) {
  const read = romanToArab(arabToRoman(number));
  if (read === number) continue;
  wrong++;
  off.add(read - number);
}
const lines = [
  ["XL", "XLI", "XLIV", "XCI", "CDX", "XCV"].map((text) => `${text} ${romanToArab(text)}`).join(", "),
  `wrong: ${wrong} of 3999, by ${[...off].sort((a, b) => a - b).join(", ")}`,
];
console.log(lines.join("\n"));
const seen = ["XL 40, XLI 61, XLIV 44, XCI 111, CDX 610, XCV 115", "wrong: 640 of 3999, by 20, 200, 220"];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
