#!/bin/sh
# statistics.js 1.0.0 (npm): statistics; normalCumulativeValue(z), and tests that take their p from it.
#
# Guess: the normal distribution rises to 1, and a ranking that is followed by all of 300 pairs is significant.
# Seen: above 4.5 the distribution falls again, to 0.55 at 8 and 0.50 from 10 on: 15 terms of a series are summed up,
#   whatever z is. So the p of Kendall's tau is 0.00006 for 10 pairs in order, 0.09 for 20 of them and 1 for 300. With
#   the setting zTableIterations at 2000 the same calls are right.
# Output seen:
#   up to 2, 4, 5, 6, 8, 10: 0.97725, 0.99997, 0.99959, 0.9723, 0.55224, 0.50002
#   tau of 10, 20 and 300 pairs in order: p 0.00006, 0.089, 1
#   up to 2, 4, 5, 6, 8, 10: 0.97725, 0.99997, 1, 1, 1, 1
#   tau of 10, 20 and 300 pairs in order: p 0.00006, 0, 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . statistics.js@1.0.0
cat > run.cjs <<'END'
const Statistics = require("statistics.js");
const make = (pairs, settings) =>
  new Statistics(Array.from({ length: pairs }, (_, i) => ({ x: i, y: i })), { x: "interval", y: "interval" }, settings);
const points = [2, 4, 5, 6, 8, 10];
const [usual, longer] = [{}, { zTableIterations: 2000 }].map((settings) => {
  const values = points.map((z) => make(3, settings).normalCumulativeValue(z));
  const ps = [10, 20, 300].map((pairs) => make(pairs, settings).kendallsTau("x", "y").b.pTwoTailed);
  console.log(`up to ${points.join(", ")}: ${values.join(", ")}`);
  console.log(`tau of 10, 20 and 300 pairs in order: p ${ps.map((p) => Number(p.toPrecision(2))).join(", ")}`);
  return { values, ps };
});
const right = longer.values.every((v, i) => i === 0 || v >= longer.values[i - 1]) && longer.ps[2] < 1e-4;
process.exit(right && usual.values[4] < 0.6 && usual.ps[1] > 0.05 && usual.ps[2] > 0.9 ? 0 : 1);
END
node run.cjs
