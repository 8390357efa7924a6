#!/bin/sh
# word-error-rate 0.0.7 (npm): wordErrorRate(text, expected), and the edits behind it.
#
# Guess: "5 5 5" for an expected "5" has two words too many: two edits, a rate of 2 by the one word expected.
# Seen: there are no edits, and the rate is 0, as for the right answer. Before the first word nothing can be put in or
#   taken out, so at either edge of the table a word that equals the first one of the other text is free. The edits are
#   divided by the longer text, not by the expected one, so a rate is never above 1.
# Output seen:
#   "5 5 5" for "5": edits 0, rate 0
#   "5" for "5 5 5": edits 0, rate 0
#   "5 1 1" for "5": edits 2, rate 0.6666666666666666
#   "1 2 3" for "2 3": edits 1, rate 0.3333333333333333
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . word-error-rate@0.0.7
cat > run.cjs <<'END'
const { calculateEditDistance, wordErrorRate } = require("word-error-rate");
const pairs = [["5 5 5", "5"], ["5", "5 5 5"], ["5 1 1", "5"], ["1 2 3", "2 3"]];
const results = pairs.map(([text, expected]) => {
  const [edits, rate] = [calculateEditDistance(text, expected), wordErrorRate(text, expected)];
  console.log(`"${text}" for "${expected}": edits ${edits}, rate ${rate}`);
  return [edits, rate];
});
const [repeated, missing, wrong] = results;
process.exit(repeated[0] === 0 && missing[1] === 0 && wrong[0] === 2 && wrong[1] < 1 ? 0 : 1);
END
node run.cjs
