#!/bin/sh
# negamax-alpha-beta 1.0.0 (npm): searches a game of two players by negamax with alpha-beta pruning.
#
# Guess: pruning changes the work, not the answer: a won position is found to be won, a lost one to be lost.
# Seen: for the other side the window is negated, but its ends are not exchanged: below the root it is from plus to
#   minus infinity, so that the first reply ends the search of it. The other side is taken to make its first move,
#   however bad. No position of the sticks is then lost.
# Output seen, for taking 1 to 3 sticks, who takes the last one wins (lost are the multiples of 4):
#   12 sticks, listed 1 2 3: 100, listed 3 2 1: 100, by full search -100
#   lost of 1 to 16 sticks: none
#   by full search: 4 8 12 16
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . negamax-alpha-beta@1.0.0
cat > run.cjs <<'END'
const NegamaxAlphaBeta = require("negamax-alpha-beta");
const search = (left, order) => new NegamaxAlphaBeta({
  generateMoves: (state) => order.filter((taken) => taken <= state.left),
  makeMove: (state, taken) => { state.left -= taken; return true; },
  unmakeMove: (state, taken) => { state.left += taken; },
  evaluate: () => 0,
  // Who is to move where none are left has lost.
  evaluateTerminal: (state) => (state.left === 0 ? -100 : null),
}).search({ left }, 30).score;
const full = (left) =>
  left === 0 ? -100 : Math.max(...[1, 2, 3].filter((taken) => taken <= left).map((taken) => -full(left - taken)));
const sizes = Array.from({ length: 16 }, (_, i) => i + 1);
const lines = [
  `12 sticks, listed 1 2 3: ${search(12, [1, 2, 3])}, listed 3 2 1: ${search(12, [3, 2, 1])}, ` +
    `by full search ${full(12)}`,
  `lost of 1 to 16 sticks: ${sizes.filter((left) => search(left, [1, 2, 3]) < 0).join(" ") || "none"}`,
  `by full search: ${sizes.filter((left) => full(left) < 0).join(" ")}`,
];
console.log(lines.join("\n"));
const seen = [
  "12 sticks, listed 1 2 3: 100, listed 3 2 1: 100, by full search -100",
  "lost of 1 to 16 sticks: none",
  "by full search: 4 8 12 16",
];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
