#!/bin/sh
# statistics.js 1.0.0 (npm): statistics; kendallsTau, whose variants are named a, b and c.
#
# Guess: each tau lies between -1 and 1, and all of them are 1 where all pairs are in order.
# Seen: tau c of 20 pairs in order is 1.9, and towards 2 with more of them. The table that it is scaled by is taken for
#   one of two rows, however many different values there are. With two values in one of the columns it is right.
# Output seen:
#   5 pairs in order: tau c 1.6, by hand 1
#   20 pairs in order: tau c 1.9, by hand 1
#   100 pairs in order: tau c 1.98, by hand 1
#   20 values and two: tau c 1, by hand 1
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . statistics.js@1.0.0
cat > run.cjs <<'END'
const Statistics = require("statistics.js");
/** Stuart's tau c, of pairs counted one by one. */
function counted(x, y) {
  let sum = 0;
  for (let i = 0; i < x.length; i++) for (let j = 0; j < i; j++) sum += Math.sign(x[i] - x[j]) * Math.sign(y[i] - y[j]);
  const m = Math.min(new Set(x).size, new Set(y).size);
  return (2 * m * sum) / (x.length ** 2 * (m - 1));
}
const order = (size) => Array.from({ length: size }, (_, i) => i);
const seen = [5, 20, 100].map((size) => [order(size), order(size), `${size} pairs in order`])
  .concat([[order(20), order(20).map((v) => (v < 10 ? 0 : 1)), "20 values and two"]])
  .map(([x, y, name]) => {
    const data = x.map((v, i) => ({ x: v, y: y[i] }));
    const { tauC } = new Statistics(data, { x: "interval", y: "interval" }).kendallsTau("x", "y").c;
    console.log(`${name}: tau c ${tauC}, by hand ${counted(x, y)}`);
    return tauC;
  });
process.exit(seen[1] === 1.9 && seen[2] > 1.9 && seen[3] === 1 ? 0 : 1);
END
node run.cjs
