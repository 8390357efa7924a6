#!/bin/sh
# roll 1.3.2 (npm): rolls of dice, with "simple calculation (+, -, *, /)".
#
# Guess: 1d1*2+3 is 5, as dice of one side leave nothing to chance.
# Seen: it is 4. The text is cut at + and -, and of each piece one step is read; a * or / of the first piece is left out
#   where others follow, and so is one after a plain number. All are valid by its own validate().
# Output seen:
#   1d1+2-3: 0
#   1d1*2: 2
#   1d1*2+3: 4, right 5
#   1d1/2+1: 2, right 1.5
#   1d1+2*3: 3, right 7
#   1d1*2*3: 2, right 6
#   1d1/2*4: 0.5, right 2
#   1d1*2+1d1: 2, right 3
#   1d1+1d1*3: 4
#   valid: 9 of 9
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . roll@1.3.2
cat > run.cjs <<'END'
const Roll = require("roll");
const roll = new Roll(() => 0.5);
const cases = [
  ["1d1+2-3", 1 + 2 - 3],
  ["1d1*2", 1 * 2],
  ["1d1*2+3", 1 * 2 + 3],
  ["1d1/2+1", 1 / 2 + 1],
  ["1d1+2*3", 1 + 2 * 3],
  ["1d1*2*3", 1 * 2 * 3],
  ["1d1/2*4", (1 / 2) * 4],
  ["1d1*2+1d1", 1 * 2 + 1],
  ["1d1+1d1*3", 1 + 1 * 3],
];
const wrong = cases.filter(([text, right]) => {
  const { result } = roll.roll(text);
  console.log(`${text}: ${result}${result === right ? "" : `, right ${right}`}`);
  return result !== right;
});
const valid = cases.filter(([text]) => roll.validate(text)).length;
console.log(`valid: ${valid} of ${cases.length}`);
const seen = wrong.map(([text]) => text);
process.exit(seen.includes("1d1*2+3") && seen.includes("1d1*2*3") && !seen.includes("1d1*2") && valid === 9 ? 0 : 1);
END
node run.cjs
