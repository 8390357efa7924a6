#!/bin/sh
# elo-rating 1.0.1 (npm): ratings of players by the Elo formula.
#
# Guess: who wins just as often as the rating expects keeps the rating, in the long run.
# Seen: the change is cut to a whole number towards 0, not rounded. The favourite gets 1 for 1.8 and pays 18 for 18.2;
#   with 10 wins of 11, just as 400 points of difference expect, points drift to the other side. With a K of 10 the
#   favourite can win nothing at all.
# Output seen:
#   expected: 0.909
#   1400 beats 1000: 1401, 999; loses: 1382, 1018
#   ten wins and a loss, ten times over: 1376
#   1400 beats 1000 with K 10: 1400, 1000
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . elo-rating@1.0.1
cat > run.cjs <<'END'
const Elo = require("elo-rating");
const say = (result) => `${result.playerRating}, ${result.opponentRating}`;
let [a, b] = [1400, 1000];
for (let game = 1; game <= 110; game++) {
  const result = Elo.calculate(a, b, game % 11 !== 0);
  [a, b] = [result.playerRating, result.opponentRating];
}
const lines = [
  `expected: ${Elo.expected(1400, 1000).toFixed(3)}`,
  `1400 beats 1000: ${say(Elo.calculate(1400, 1000, true))}; loses: ${say(Elo.calculate(1400, 1000, false))}`,
  `ten wins and a loss, ten times over: ${a}`,
  `1400 beats 1000 with K 10: ${say(Elo.calculate(1400, 1000, true, 10))}`,
];
console.log(lines.join("\n"));
const seen = [
  "expected: 0.909",
  "1400 beats 1000: 1401, 999; loses: 1382, 1018",
  "ten wins and a loss, ten times over: 1376",
  "1400 beats 1000 with K 10: 1400, 1000",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
