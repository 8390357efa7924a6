#!/bin/sh
# statkit 0.2.0 (npm): statistics; var(a), std(a) and corr(x, y).
#
# Guess: the variance is the square of the standard deviation.
# Seen: of 1, 2, 3 and 4 the variance is 1.25 and the deviation 1.29, whose square is 1.67: the one divides by the
#   count, the other by one less. Of two numbers the square is twice the variance.
# Output seen:
#   4 numbers: variance 1.25, deviation 1.29, squared 1.67, 1.3333 times
#   2 numbers: variance 0.25, deviation 0.71, squared 0.50, 2.0000 times
#   100 numbers: variance 833.25, deviation 29.01, squared 841.67, 1.0101 times
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . statkit@0.2.0
cat > run.cjs <<'END'
const sk = require("statkit");
const ratios = [[1, 2, 3, 4], [1, 2], Array.from({ length: 100 }, (_, i) => i)].map((list) => {
  const [variance, deviation] = [sk.var(list), sk.std(list)];
  const ratio = deviation ** 2 / variance;
  const [v, d, squared] = [variance, deviation, deviation ** 2].map((value) => value.toFixed(2));
  console.log(`${list.length} numbers: variance ${v}, deviation ${d}, squared ${squared}, ${ratio.toFixed(4)} times`);
  return ratio * (list.length - 1) / list.length;
});
process.exit(ratios.every((ratio) => Math.abs(ratio - 1) < 1e-9) ? 0 : 1);
END
node run.cjs
