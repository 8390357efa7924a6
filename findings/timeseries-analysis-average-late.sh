#!/bin/sh
# timeseries-analysis 1.0.12 (npm): series of [time, value]; moving averages ma(), lwma() and ema().
#
# Guess: the average of three at a time is of that value and the two before it: of 1 to 6 it is 3 at the value 4.
# Seen: it is 2. The value itself is not in its average, that of ma() and lwma() are the values before it. ema() does
#   have it. The first three stay as they were, so that the "smooth" series begins 1, 2, 3 and falls back to 2. A smooth
#   loss lags by one more step than its period says, and its beginning is not smooth.
# Output seen, of 1 to 6 with a period of 3:
#   ma 1 2 3 2 3 4
#   lwma 1 2 3 1.667 2.667 3.667
#   ema 1 2 3 3.5 4.5 5.5
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . timeseries-analysis@1.0.12
cat > run.cjs <<'END'
const { main: Series } = require("timeseries-analysis");
const lines = ["ma", "lwma", "ema"].map((name) => {
  const series = new Series([1, 2, 3, 4, 5, 6].map((value, time) => [time, value]));
  const values = series[name]({ period: 3 }).output().map(([, value]) => Number(value.toFixed(3)));
  return `${name} ${values.join(" ")}`;
});
console.log(lines.join("\n"));
const seen = ["ma 1 2 3 2 3 4", "lwma 1 2 3 1.667 2.667 3.667", "ema 1 2 3 3.5 4.5 5.5"];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
