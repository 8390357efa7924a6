#!/bin/sh
# @debut/indicators 1.4.2 (npm): streaming indicators, "Unit Tested / Cross SDK Validated"; the momentum oscillator CMO.
#
# Guess: where every value is above the one before, the oscillator is 100, at each step.
# Seen: it is 100 once, then mostly negative. The last values are taken from the ring in the order of its places, not of
#   time, so that from the second result on the step from the newest to the oldest counts, and one of the
#   true steps does not. Only where the ring begins at its first place, each sixth time for a period of 5, is it right.
# Output seen:
#   1 to 14, period 5: 100 -11 -11 -11 -11 -11 100 -11 -11
#   should be: 100 100 100 100 100 100 100 100 100
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @debut/indicators@1.4.2
cat > run.cjs <<'END'
const { CMO } = require("@debut/indicators");
const period = 5;
const values = Array.from({ length: 14 }, (_, i) => i + 1);
/** 100 (ups - downs) / (ups + downs) of the last steps. */
function right(end) {
  const steps = values.slice(end - period + 1, end + 1).map((x, i) => x - values[end - period + i]);
  const sum = (list) => list.reduce((total, x) => total + x, 0);
  return (100 * sum(steps)) / sum(steps.map(Math.abs));
}
const indicator = new CMO(period);
const list = (results) => results.slice(period).map((x) => Math.round(x)).join(" ");
const seen = list(values.map((x) => indicator.nextValue(x)));
const good = list(values.map((_, i) => (i < period ? 0 : right(i))));
console.log(`1 to 14, period 5: ${seen}`);
console.log(`should be: ${good}`);
process.exit(seen === "100 -11 -11 -11 -11 -11 100 -11 -11" && good === "100 100 100 100 100 100 100 100 100" ? 0 : 1);
END
node run.cjs
