#!/bin/sh
# @sundaeswap/fraction 1.0.8 (npm): rational numbers of big integers.
#
# Guess: 1 by -2 is -1/2: it equals "-0.5", is below 0, and is written so.
# Seen: the sign stays in the denominator. Comparisons multiply crosswise, which turns round where a denominator is
#   negative; the text takes its sign from such a comparison. So 1 by -2 equals -0.5, but comes out as 0.5 as text and
#   as a number, and it is above 0. The sum with 1, which is 1/2, is written -0.5.
# Output seen:
#   1 by -2: text 0.5, number 0.5, above 0 true, equal to -0.5 true
#   and 1 more: -0.5
#   -1 by 2: text -0.5, number -0.5, above 0 false, equal to -0.5 true
#   and 1 more: 0.5
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @sundaeswap/fraction@1.0.8
cat > run.mjs <<'END'
import { Fraction } from "@sundaeswap/fraction";
const lines = [[1, -2], [-1, 2]].flatMap(([above, below]) => {
  const f = Fraction.asFraction(above).divide(below);
  const tests = `above 0 ${f.greaterThan(0)}, equal to -0.5 ${f.equals("-0.5")}`;
  return [`${above} by ${below}: text ${f}, number ${f.toNumber()}, ${tests}`, `and 1 more: ${f.add(1)}`];
});
console.log(lines.join("\n"));
const seen = [
  "1 by -2: text 0.5, number 0.5, above 0 true, equal to -0.5 true",
  "and 1 more: -0.5",
  "-1 by 2: text -0.5, number -0.5, above 0 false, equal to -0.5 true",
  "and 1 more: 0.5",
];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.mjs
