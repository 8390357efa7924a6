#!/bin/sh
# percentile-rank 1.0.6 (npm): the percentile of a value; "Returns the same values as the Excel PERCENTRANK and
#   PERCENTRANK.INC functions".
#
# Guess: the order of the scores does not matter, as it does not there.
# Seen: the scores must be in rising order, which nothing says. In another order the rank is the place in the list:
#   the best of five is at 0, the worst at 1. Only a value between two may be refused.
# Output seen, of 90 70 50 30 10 and the same in rising order:
#   90: 0 and 1
#   10: 1 and 0
#   60: Out of bounds and 0.625
#   30 of 10 50 30 70 90: 0.5 and 0.25
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . percentile-rank@1.0.6
cat > run.cjs <<'END'
const percentRank = require("percentile-rank");
function rank(scores, value) {
  try {
    return percentRank(scores, value);
  } catch (error) {
    return error.message;
  }
}
const sorted = (scores) => [...scores].sort((a, b) => a - b);
const both = (scores, value) => `${rank(scores, value)} and ${rank(sorted(scores), value)}`;
const scores = [90, 70, 50, 30, 10];
const seen = [90, 10, 60].map((value) => both(scores, value));
seen.forEach((line, i) => console.log(`${[90, 10, 60][i]}: ${line}`));
const mixed = both([10, 50, 30, 70, 90], 30);
console.log(`30 of 10 50 30 70 90: ${mixed}`);
const expected = ["0 and 1", "1 and 0", "Out of bounds and 0.625"];
process.exit(seen.join() === expected.join() && mixed === "0.5 and 0.25" ? 0 : 1);
END
node run.cjs
