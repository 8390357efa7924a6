#!/bin/sh
# statkit 0.2.0 (npm): statistics; quantile(a, p) and iqr(a).
#
# Guess: the quantile 1 is the largest number, and the half is the median, which the package has as well.
# Seen: the quantile 1 is undefined, of any list. That of the half of 1, 2, 3 and 4 is 3, and the median 2.5: of the
#   numbers in order the one at p times their count is taken, counted from 0, so the last one is beyond the list.
# Output seen:
#   1 2 3 4: quantiles 1, 2, 3, 4, undefined; median 2.5
#   quantile 1 of 1 to 100 numbers: undefined 100 times
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . statkit@0.2.0
cat > run.cjs <<'END'
const sk = require("statkit");
const four = [1, 2, 3, 4];
const seen = [0, 0.25, 0.5, 0.75, 1].map((p) => sk.quantile(four, p));
console.log(`1 2 3 4: quantiles ${seen.map(String).join(", ")}; median ${sk.median(four)}`);
let undefineds = 0;
for (let size = 1; size <= 100; size++) {
  if (sk.quantile(Array.from({ length: size }, (_, i) => i), 1) === undefined) undefineds++;
}
console.log(`quantile 1 of 1 to 100 numbers: undefined ${undefineds} times`);
process.exit(seen[4] === undefined && seen[2] === 3 && sk.median(four) === 2.5 && undefineds === 100 ? 0 : 1);
END
node run.cjs
