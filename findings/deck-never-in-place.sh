#!/bin/sh
# deck 0.0.4 (npm): "uniform shuffle" of an array.
#
# Guess: each of the n! orders is as likely as any other.
# Seen: no item ever stays where it was. Of the 24 orders of four items the 6 that are one cycle come, the order given
#   not among them, and two items are always swapped. The upper end of the drawn index is one too low, as in Sattolo's
#   way to make cycles. Positions that are shuffled so, as a baseline or for a permutation test, are never left alone.
# Output seen:
#   two items: ba in 1000 of 1000
#   four items: 6 of the 24 orders in 10000, one item or more in its place in 0
#   by the usual loop: 24 of the 24 orders in 10000, one item or more in its place in 6243
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . deck@0.0.4
cat > run.cjs <<'END'
const deck = require("deck");
function usual(items) {
  const all = [...items];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
}
const draw = (shuffle, items, times) => Array.from({ length: times }, () => shuffle([...items]).join(""));
const kept = (orders) => orders.filter((order) => [...order].some((item, i) => item === "abcd"[i])).length;
const say = (orders) =>
  `${new Set(orders).size} of the 24 orders in ${orders.length}, one item or more in its place in ${kept(orders)}`;
const two = new Set(draw(deck.shuffle, "ab", 1000));
const four = draw(deck.shuffle, "abcd", 10000);
const right = draw(usual, "abcd", 10000);
console.log(`two items: ${[...two].join(" or ")} in 1000 of 1000`);
console.log(`four items: ${say(four)}`);
console.log(`by the usual loop: ${say(right)}`);
const shown = two.size === 1 && two.has("ba") && new Set(four).size === 6 && kept(four) === 0;
process.exit(shown && new Set(right).size === 24 && kept(right) > 5000 ? 0 : 1);
END
node run.cjs
