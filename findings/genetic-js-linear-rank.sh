#!/bin/sh
# genetic-js 0.1.14 (npm): a genetic algorithm; RandomLinearRank selects an individual "where probability is a linear
#   function of rank".
#
# Guess: of 50 individuals the best is drawn with 2/51, the 25th with half of that, the last with next to nothing.
# Seen: the nth draw of a generation takes one of the first n - 1 ranks, all alike, so the chances are logarithmic: the
#   best has two and a half times the share of a linear rank. The first draw is always the best.
# Output seen:
#   rank 1: 10.96 % of the draws, linear would be 3.92 %
#   rank 2: 6.98 % of the draws, linear would be 3.84 %
#   rank 5: 4.80 % of the draws, linear would be 3.61 %
#   rank 25: 1.41 % of the draws, linear would be 2.04 %
#   rank 49: 0.04 % of the draws, linear would be 0.16 %
#   ranks of the first draws: 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . genetic-js@0.1.14
cat > run.cjs <<'END'
const Genetic = require("genetic-js");
let state = 7;
Math.random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
};
const size = 50;
const generations = 4000;
const counts = Array(size).fill(0);
const firsts = new Set();
const genetic = Genetic.create();
genetic.optimize = Genetic.Optimize.Maximize;
// The selector as the algorithm calls it: its state is new in each generation, the population sorted.
const population = Array.from({ length: size }, (_, rank) => ({ fitness: size - rank, entity: rank }));
for (let generation = 0; generation < generations; generation++) {
  genetic.internalGenState = {};
  for (let draw = 0; draw < size; draw++) {
    const rank = Genetic.Select1.RandomLinearRank.call(genetic, population);
    counts[rank]++;
    if (draw === 0) firsts.add(rank);
  }
}
const drawn = (rank) => (100 * counts[rank - 1]) / (size * generations);
const linear = (rank) => (100 * 2 * (size + 1 - rank)) / (size * (size + 1));
const ranks = [1, 2, 5, 25, 49];
for (const rank of ranks) {
  console.log(`rank ${rank}: ${drawn(rank).toFixed(2)} % of the draws, linear would be ${linear(rank).toFixed(2)} %`);
}
console.log(`ranks of the first draws: ${[...firsts].join(" ")}`);
process.exit(drawn(1) > 2.4 * linear(1) && drawn(25) < 0.8 * linear(25) && [...firsts].join() === "0" ? 0 : 1);
END
node run.cjs
