#!/bin/sh
# combinations 1.0.0 (npm): "maximum number of elements in a combination can be also specified", as a third argument.
#
# Guess: combinations(list, 1, 2) has those of one and of two elements.
# Seen: the maximum leaves out nothing but the whole list. Of 20 cells the single ones and pairs are 210; what comes
#   is a million, of 1 to 19 cells. One size alone, with the third argument equal to the second, is not to be had.
# Output seen, of the numbers 1 to n:
#   n 4, 1 to 2: sizes 1 2 3, 14 combinations, should be 10
#   n 4, 2 to 2: sizes 2 3, 10 combinations, should be 6
#   n 12, 1 to 2: sizes 1 2 3 4 5 6 7 8 9 10 11, 4094 combinations, should be 78
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . combinations@1.0.0
cat > run.cjs <<'END'
const combinations = require("combinations");
const choose = (n, k) => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
function check(n, min, max) {
  const all = combinations(Array.from({ length: n }, (_, i) => i + 1), min, max);
  const sizes = [...new Set(all.map((list) => list.length))].join(" ");
  let right = 0;
  for (let k = min; k <= max; k++) right += choose(n, k);
  console.log(`n ${n}, ${min} to ${max}: sizes ${sizes}, ${all.length} combinations, should be ${right}`);
  return `${all.length} ${right}`;
}
const seen = [check(4, 1, 2), check(4, 2, 2), check(12, 1, 2)];
process.exit(seen.join() === "14 10,10 6,4094 78" ? 0 : 1);
END
node run.cjs
