#!/bin/sh
# statistics 3.3.0 (npm): mean and standard deviation in one pass, by reduce.
#
# Guess: three times the same number have the deviation 0, and a billion and 1, 2 and 3 deviate as 1, 2 and 3 do.
# Seen: three times 0.1 has the deviation NaN, as a root of a number just below 0 is taken, and beside a billion the
#   deviation is lost altogether. It is the root of the mean of the squares less the square of the mean.
# Output seen:
#   0.1, 0.1, 0.1: NaN, in two passes 0.0000
#   1, 2, 3: 0.8164965809277263, in two passes 0.8165
#   1000000001, 1000000002, 1000000003: 0, in two passes 0.8165
#   2 to 50 times each of 0.1, 0.2, ... 10: NaN for 1553 of 4900
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . statistics@3.3.0
cat > run.cjs <<'END'
const reduce = require("statistics");
/** The deviation in two passes. */
const deviation = (list) => {
  const mean = list.reduce((a, b) => a + b) / list.length;
  return Math.sqrt(list.reduce((sum, v) => sum + (v - mean) ** 2, 0) / list.length);
};
const seen = [[0.1, 0.1, 0.1], [1, 2, 3], [1, 2, 3].map((v) => v + 1e9)].map((list) => {
  const { stdev } = list.reduce(reduce, null);
  console.log(`${list.join(", ")}: ${stdev}, in two passes ${deviation(list).toFixed(4)}`);
  return stdev;
});
let nan = 0;
for (let i = 1; i <= 100; i++) {
  for (let size = 2; size <= 50; size++) {
    if (Number.isNaN(new Array(size).fill(i / 10).reduce(reduce, null).stdev)) nan++;
  }
}
console.log(`2 to 50 times each of 0.1, 0.2, ... 10: NaN for ${nan} of 4900`);
process.exit(Number.isNaN(seen[0]) && Math.abs(seen[1] - Math.sqrt(2 / 3)) < 1e-9 && !seen[2] && nan > 100 ? 0 : 1);
END
node run.cjs
