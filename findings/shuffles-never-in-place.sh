#!/bin/sh
# deck 0.0.4 and @algorithm.ts/shuffle 4.0.3 (npm): "uniform shuffle" and "Knuth shuffle" of an array.
#
# Guess: each of the n! orders is as likely as any other.
# Seen: no item ever stays where it was. Of the 24 orders of four items the 6 that are one cycle come, the order given
#   not among them, and two items are always swapped. The upper end of the drawn index is one too low, as in Sattolo's
#   way to make cycles. Positions that are shuffled so, as a baseline or for a permutation test, are never left alone.
# Output seen (random, it varies by some):
#   deck: ab becomes ba in 1000 of 1000; of abcd 6 of the 24 orders, one item or more in its place in 0 of 10000
#   @algorithm.ts/shuffle: ab becomes ba in 1000 of 1000; of abcd 6 of the 24 orders, one item or more in its place in 0 of 10000
#   by the usual loop: ab becomes ba or ab in 1000 of 1000; of abcd 24 of the 24 orders, one item or more in its place in 6243 of 10000
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . deck@0.0.4 @algorithm.ts/shuffle@4.0.3
cat > run.cjs <<'END'
const deck = require("deck");
const { knuthShuffle } = require("@algorithm.ts/shuffle");
function knuth(items) {
  knuthShuffle(items);
  return items;
}
function usual(items) {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [items[i], items[j]] = [items[j], items[i]];
  }
  return items;
}
function measure(name, shuffle) {
  const draw = (items, times) => Array.from({ length: times }, () => shuffle([...items]).join(""));
  const two = [...new Set(draw("ab", 1000))];
  const four = draw("abcd", 10000);
  const orders = new Set(four).size;
  const kept = four.filter((order) => [...order].some((item, i) => item === "abcd"[i])).length;
  console.log(`${name}: ab becomes ${two.join(" or ")} in 1000 of 1000; of abcd ${orders} of the 24 orders, one item or more in its place in ${kept} of 10000`);
  return `${two} ${orders} ${kept > 5000}`;
}
const seen = [measure("deck", deck.shuffle), measure("@algorithm.ts/shuffle", knuth)];
const right = measure("by the usual loop", usual);
process.exit(seen.every((one) => one === "ba 6 false") && right.endsWith(" 24 true") ? 0 : 1);
END
node run.cjs
