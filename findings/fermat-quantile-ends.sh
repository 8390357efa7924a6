#!/bin/sh
# @mathigon/fermat 1.1.24 (npm): quantiles of numbers by one of three methods, the first by default.
#
# Guess: the 5 % quantile of nine numbers is one of them or lies between two.
# Seen: it is NaN, and so is the 95 % one. By the first and the third method the place sought lies before the first
#   number or behind the last where p is near 0 or 1; the definitions take the end there, as it does for p = 0 and
#   p = 1 themselves. An interval of 90 % of nine repetitions has no ends.
# Output seen, of 1 to 9 at 0, 0.05, 0.5, 0.95, 1:
#   method 1: 1 NaN 5 NaN 9
#   method 2: 1 1.4 5 8.6 9
#   method 3: 1 NaN 5 NaN 9
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @mathigon/fermat@1.1.24
cat > run.cjs <<'END'
const { quantile } = require("@mathigon/fermat");
const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const seen = [1, 2, 3].map((method) =>
  [0, 0.05, 0.5, 0.95, 1].map((p) => Number(quantile(numbers, p, method).toFixed(6))).join(" "),
);
seen.forEach((line, i) => console.log(`method ${i + 1}: ${line}`));
process.exit(seen.join() === "1 NaN 5 NaN 9,1 1.4 5 8.6 9,1 NaN 5 NaN 9" ? 0 : 1);
END
node run.cjs
