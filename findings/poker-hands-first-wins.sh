#!/bin/sh
# poker-hands 1.0.2 (npm): judgeWinner([hand, hand]), "the index of the stronger hand".
#
# Guess: ace high beats seven high.
# Seen: of two hands without a pair the first one always wins, as whole lists are looked up among the cards and neither
#   is found. Kickers are not compared: of two hands with the same pair the first wins, too. A pair of kings with 4, 3
#   and 2 is a straight.
# Output seen:
#   2H 3S 4H 5H 7D or AC KD QC JC 9D: 0, right 1
#   2H 2S 3H 4H 6H or 2C 2D KC QC AC: 0, right 1
#   KH KS 4D 3C 2D or AC AD AS 7H 8D: 0, right 1
#   5000 random games: 635 wrong; both hands without a pair in 1237, the first wins in 1237
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . poker-hands@1.0.2
cat > run.cjs <<'END'
const poker = require("poker-hands");
let state = 7;
function random() {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}
const deck = [..."23456789TJQKA"].flatMap((value) => [..."CDHS"].map((suit) => value + suit));
/** The strength of five cards as a list, to be compared from its start. */
function strength(hand) {
  const values = hand.split(" ").map((card) => "23456789TJQKA".indexOf(card[0]));
  const counts = [...new Set(values)].map((value) => [values.filter((other) => other === value).length, value]);
  counts.sort((a, b) => b[0] - a[0] || b[1] - a[1]);
  const order = counts.map(([, value]) => value);
  const straight = order.length === 5 && order[0] - order[4] === 4;
  const flush = new Set(hand.split(" ").map((card) => card[1])).size === 1;
  const shape = counts.map(([count]) => count).join("");
  const kind = { 41: 7, 32: 6, 311: 3, 221: 2, 2111: 1, 11111: 0 }[shape];
  const rank = straight && flush ? 8 : flush ? Math.max(5, kind) : straight ? 4 : kind;
  return [rank, ...order];
}
/** The index of the stronger hand, or -1 if both are worth the same. */
function winner(hands) {
  const [a, b] = hands.map(strength);
  const place = a.findIndex((value, i) => value !== b[i]);
  return place < 0 ? -1 : a[place] > b[place] ? 0 : 1;
}
const pairs = [
  ["2H 3S 4H 5H 7D", "AC KD QC JC 9D"],
  ["2H 2S 3H 4H 6H", "2C 2D KC QC AC"],
  ["KH KS 4D 3C 2D", "AC AD AS 7H 8D"],
];
for (const hands of pairs) console.log(`${hands.join(" or ")}: ${poker.judgeWinner(hands)}, right ${winner(hands)}`);
let [wrong, games, plain, first] = [0, 0, 0, 0];
while (games < 5000) {
  const cards = [...deck];
  const drawn = Array.from({ length: 10 }, () => cards.splice(Math.floor(random() * cards.length), 1)[0]);
  const hands = [drawn.slice(0, 5).join(" "), drawn.slice(5).join(" ")];
  const right = winner(hands);
  if (right < 0) continue;
  games++;
  const judged = poker.judgeWinner(hands);
  if (judged !== right) wrong++;
  if (hands.some((hand) => strength(hand)[0] > 0)) continue;
  plain++;
  if (judged === 0) first++;
}
console.log(`${games} random games: ${wrong} wrong; both hands without a pair in ${plain}, the first wins in ${first}`);
const all = pairs.every((hands) => poker.judgeWinner(hands) !== winner(hands));
process.exit(all && plain > 1000 && first === plain && wrong > 500 ? 0 : 1);
END
node run.cjs
