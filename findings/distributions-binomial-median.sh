#!/bin/sh
# distributions 2.2.0 (npm): distributions "tested by comparing with a mathematical reference", R or Matlab among them.
#
# Guess: at the median of a binomial distribution at most half of the probability is on either side.
# Seen: the median is the mean, rounded. Of five throws with probability 0.1 each none hits in 59 of 100 cases; the
#   median is given as 1, in R as 0. With half a hit on average the value is always too high.
# Output seen:
#   5 throws at 0.1: median 1, below it 0.590, should be 0
#   3 throws at 0.8: median 2, above it 0.512, should be 3
#   1 to 20 throws at 0.05 to 0.95: 37 of 380 are no median
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . distributions@2.2.0
cat > run.cjs <<'END'
const { Binomial } = require("distributions");
function look(size, p) {
  const each = [(1 - p) ** size];
  for (let k = 1; k <= size; k++) each.push((each[k - 1] * (size - k + 1) * p) / (k * (1 - p)));
  const sum = (list) => list.reduce((total, x) => total + x, 0);
  const median = Binomial(p, size).median();
  const sides = [sum(each.slice(0, median)), sum(each.slice(median + 1))];
  const right = each.findIndex((_, k) => sum(each.slice(0, k + 1)) >= 0.5 - 1e-12);
  return { median, sides, right, wrong: Math.max(...sides) > 0.5 + 1e-9 };
}
const few = look(5, 0.1);
const many = look(3, 0.8);
console.log(`5 throws at 0.1: median ${few.median}, below it ${few.sides[0].toFixed(3)}, should be ${few.right}`);
console.log(`3 throws at 0.8: median ${many.median}, above it ${many.sides[1].toFixed(3)}, should be ${many.right}`);
let [count, wrong] = [0, 0];
for (let size = 1; size <= 20; size++)
  for (let p = 5; p < 100; p += 5, count++) wrong += Number(look(size, p / 100).wrong);
console.log(`1 to 20 throws at 0.05 to 0.95: ${wrong} of ${count} are no median`);
process.exit(few.wrong && many.wrong && wrong > 20 ? 0 : 1);
END
node run.cjs
