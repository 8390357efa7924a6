#!/bin/sh
# @mathigon/fermat 1.1.24 (npm): "Powerful mathematics and statistics library".
#
# Guess: the correlation of numbers with themselves is 1.
# Seen: it is (n - 1) / n. The covariance is divided by n, the standard deviations by n - 1: two models that agree on
#   five puzzles entirely correlate with 0.8, on two with one half. Only many numbers come near.
# Output seen, of 1 to n with themselves:
#   n 2: 0.5
#   n 5: 0.8
#   n 10: 0.9
#   n 100: 0.99
#   covariance of 1 2 3 with themselves 0.6667, variance 1
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @mathigon/fermat@1.1.24
cat > run.cjs <<'END'
const { correlation, covariance, variance } = require("@mathigon/fermat");
const range = (n) => Array.from({ length: n }, (_, i) => i + 1);
const sizes = [2, 5, 10, 100];
const seen = sizes.map((n) => Number(correlation(range(n), range(n)).toFixed(6)));
sizes.forEach((n, i) => console.log(`n ${n}: ${seen[i]}`));
const three = range(3);
const [shared, own] = [covariance(three, three), variance(three)];
console.log(`covariance of 1 2 3 with themselves ${shared.toFixed(4)}, variance ${own}`);
process.exit(seen.join() === "0.5,0.8,0.9,0.99" && shared < own ? 0 : 1);
END
node run.cjs
