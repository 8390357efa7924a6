#!/bin/sh
# statistics.js 1.0.0 (npm): descriptive statistics and tests; kendallsTau gives the tau a, b and c of two rank orders.
#
# Guess: for two equal orders all three are 1.
# Seen: tau c is 1.33 with three places and 1.8 with ten. It is to be scaled by the number of different values of the
#   variable that has fewer; here that is two, the number of variables, however many values there are. Where both have
#   two values it is right.
# Output seen:
#   2 places, both orders equal: a 1, c 1.00, right 1.00
#   3 places, both orders equal: a 1, c 1.33, right 1.00
#   5 places, both orders equal: a 1, c 1.60, right 1.00
#   10 places, both orders equal: a 1, c 1.80, right 1.00
#   two values each: c 0.33, right 0.33
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . statistics.js@1.0.0
cat > run.cjs <<'END'
const Statistics = require("statistics.js");
/** Stuart's tau c by its definition. */
function right(pairs) {
  let difference = 0;
  for (let i = 0; i < pairs.length; i++) {
    for (let j = 0; j < i; j++) {
      difference += Math.sign(pairs[i].x - pairs[j].x) * Math.sign(pairs[i].y - pairs[j].y);
    }
  }
  const values = (key) => new Set(pairs.map((pair) => pair[key])).size;
  const fewer = Math.min(values("x"), values("y"));
  return (2 * fewer * difference) / (pairs.length ** 2 * (fewer - 1));
}
const scored = (pairs) => new Statistics(pairs, { x: "metric", y: "metric" }).kendallsTau("x", "y");
const equal = [2, 3, 5, 10].map((size) => {
  const pairs = Array.from({ length: size }, (_, i) => ({ x: i, y: i }));
  const { a, c } = scored(pairs);
  const wanted = right(pairs).toFixed(2);
  console.log(`${size} places, both orders equal: a ${a.tauA}, c ${c.tauC.toFixed(2)}, right ${wanted}`);
  return c.tauC;
});
const binary = [[0, 0], [0, 0], [0, 1], [1, 0], [1, 1], [1, 1]].map(([x, y]) => ({ x, y }));
const two = scored(binary).c.tauC;
console.log(`two values each: c ${two.toFixed(2)}, right ${right(binary).toFixed(2)}`);
const fits = Math.abs(two - right(binary)) < 1e-9 && Math.abs(equal[0] - 1) < 1e-9;
process.exit(fits && equal[1] > 1.3 && equal[3] > 1.7 ? 0 : 1);
END
node run.cjs
