#!/bin/sh
# crypto-shuffle 1.0.1 (npm): "a cryptographically secure shuffle using the modern Fisher-Yates algorithm".
#
# Guess: every order is as likely as any other, the more so as the random numbers are the secure ones.
# Seen: each index is one random byte modulo the number of items left. Beyond 256 items an index is never above 255: of
#   1000 items the last place always gets one of the first 256, and item 600 never gets to its own place or beyond. Below that the
#   remainders are uneven: of 200 items the last place gets one of the first 56 in 44 % of the cases instead of 28 %.
# Output seen (random, it varies by some):
#   1000 items: largest in the last place 255, furthest place of item 600 is 599
#   200 items: the last place gets one of the first 56 in 43.7 %, should be 28 %
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . crypto-shuffle@1.0.1
cat > run.cjs <<'END'
const shuffle = require("crypto-shuffle");
const orders = (size, times) =>
  Array.from({ length: times }, () => shuffle(Array.from({ length: size }, (_, i) => i)));
const many = orders(1000, 3000);
const last = Math.max(...many.map((order) => order[999]));
const furthest = Math.max(...many.map((order) => order.indexOf(600)));
const low = orders(200, 20000).filter((order) => order[199] < 56).length / 20000;
console.log(`1000 items: largest in the last place ${last}, furthest place of item 600 is ${furthest}`);
console.log(`200 items: the last place gets one of the first 56 in ${(100 * low).toFixed(1)} %, should be 28 %`);
process.exit(last < 256 && furthest < 600 && low > 0.4 ? 0 : 1);
END
node run.cjs
