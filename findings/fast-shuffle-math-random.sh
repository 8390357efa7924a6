#!/bin/sh
# fast-shuffle 6.2.1 (npm): createShuffle with a random function of one's own, for which its page shows Math.random.
#
# Guess: createShuffle(Math.random) shuffles; so does any seeded generator of numbers from 0 to 1.
# Seen: the order is the same at every call: the first item stays first and the others come in reverse. The function is
#   taken for one of whole numbers below 2^32, and what it gives is divided by 2^32 once more, so that each drawn index
#   is 0. A function of whole numbers shuffles, and so do a seed and shuffle() without one.
# Output seen:
#   Math.random: abcdef becomes afedcb in 1000 of 1000
#   whole numbers below 2^32: 720 of the 720 orders in 20000
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . fast-shuffle@6.2.1
cat > run.cjs <<'END'
const { createShuffle } = require("fast-shuffle");
let state = 1;
const whole = () => {
  // Two rounds of a hash of a counter.
  let x = (state += 0x9e3779b9) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
};
const orders = (random, times) =>
  new Set(Array.from({ length: times }, () => createShuffle(random)([..."abcdef"]).join("")));
const fixed = orders(Math.random, 1000);
const all = orders(whole, 20000);
console.log(`Math.random: abcdef becomes ${[...fixed].join(" or ")} in 1000 of 1000`);
console.log(`whole numbers below 2^32: ${all.size} of the 720 orders in 20000`);
process.exit(fixed.size === 1 && fixed.has("afedcb") && all.size === 720 ? 0 : 1);
END
node run.cjs
