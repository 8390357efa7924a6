#!/bin/sh
# stats-analysis 2.0.0 (npm): filterOutliers(), by default by "median differencing", for series in order.
#
# Guess: of 2, 1, 2, 100, 1, 2, 1 it takes out the 100, and of 100, 1, 2, 1, 2 the 100.
# Seen: the 1 after the 100 goes as well, as it is far from its neighbour. Where the 100 comes first it stays, and the 1
#   after it goes. A step from one level to another loses its first value. The method "MAD" takes out the 100 each time.
# Output seen (default, MAD):
#   2 1 2 100 1 2 1: 2 1 2 2 1, 2 1 2 1 2 1
#   100 1 2 1 2: 100 2 1 2, 1 2 1 2
#   1 2 1 2 50 51 50 51: 1 2 1 2 51 50 51, 1 2 1 2 50 51 50 51
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . stats-analysis@2.0.0
cat > run.cjs <<'END'
const { filterOutliers, outlierMethod } = require("stats-analysis");
const series = [[2, 1, 2, 100, 1, 2, 1], [100, 1, 2, 1, 2], [1, 2, 1, 2, 50, 51, 50, 51]];
const lines = series.map((numbers) => {
  const other = filterOutliers(numbers, outlierMethod.MAD);
  return `${numbers.join(" ")}: ${filterOutliers(numbers).join(" ")}, ${other.join(" ")}`;
});
console.log(lines.join("\n"));
const seen = [
  "2 1 2 100 1 2 1: 2 1 2 2 1, 2 1 2 1 2 1",
  "100 1 2 1 2: 100 2 1 2, 1 2 1 2",
  "1 2 1 2 50 51 50 51: 1 2 1 2 51 50 51, 1 2 1 2 50 51 50 51",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
