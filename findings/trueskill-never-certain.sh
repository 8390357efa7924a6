#!/bin/sh
# trueskill 0.0.2 (npm): the TrueSkill rating of players, as two numbers: mean and standard deviation. ts-trueskill
#   5.1.0 has the same rating with the same settings.
#
# Guess: what is not known of a player shrinks with the games: after a thousand against an equal the deviation is 0.8.
# Seen: it stays at 2.1 for ever. Before each game the step of 1/12 is added to the deviation, where the squares are
#   what adds up. The deviation that a game takes away is soon less than that. Nets that are ranked by
#   mean - 3 x deviation lose four points to it.
# Output seen, of two that win in turn:
#   1 game: trueskill 29.45 +- 7.24, ts-trueskill 29.40 +- 7.17
#   10 games: trueskill 24.29 +- 3.13, ts-trueskill 24.45 +- 2.81
#   100 games: trueskill 24.66 +- 2.12, ts-trueskill 24.94 +- 0.88
#   1000 games: trueskill 24.66 +- 2.12, ts-trueskill 24.95 +- 0.78
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . trueskill@0.0.2 ts-trueskill@5.1.0
cat > run.cjs <<'END'
const { AdjustPlayers } = require("trueskill");
const { Rating, rate } = require("ts-trueskill");
const [a, b] = [{ skill: [25, 25 / 3] }, { skill: [25, 25 / 3] }];
let [c, d] = [new Rating(), new Rating()];
const show = (mean, deviation) => `${mean.toFixed(2)} +- ${deviation.toFixed(2)}`;
for (let game = 1; game <= 1000; game++) {
  const first = game % 2 === 1;
  [a.rank, b.rank] = first ? [1, 2] : [2, 1];
  AdjustPlayers([a, b]);
  if (first) [[c], [d]] = rate([[c], [d]]);
  else [[d], [c]] = rate([[d], [c]]);
  if ([1, 10, 100, 1000].includes(game)) {
    const games = game === 1 ? "1 game" : `${game} games`;
    console.log(`${games}: trueskill ${show(...a.skill)}, ts-trueskill ${show(c.mu, c.sigma)}`);
  }
}
process.exit(a.skill[1] > 2 && b.skill[1] > 2 && c.sigma < 0.9 && d.sigma < 0.9 ? 0 : 1);
END
node run.cjs
