#!/bin/sh
# seeded-rand 4.0.0 (npm): a seeded generator; "the seed can be any float or integer number".
#
# Guess: the first number of a seed is uniform from 0 to 1, and seeds give streams of their own.
# Seen: the first number is between 0.456 and 0.732 for every seed, since the seed sets one half of the state and only
#   its lower 16 bits. A first pick of eight items is always one of three. Of 100000 seeds in a row two thirds
#   share their whole stream with another one: there are 2^15 streams in all. Later numbers of one stream are even.
# Output seen:
#   seeds 1 to 100000: first numbers from 0.4569 to 0.7316, first of 8 items 0 0 0 15651 45345 39004 0 0
#   31174 streams for 100000 seeds
#   seed 1, 100000 numbers: first to last eighth of the range between 12209 and 12751
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . seeded-rand@4.0.0
cat > run.cjs <<'END'
const module_ = require("seeded-rand");
const Srand = module_.default ?? module_;
const seeds = Array.from({ length: 100000 }, (_, i) => i + 1);
const start = (seed) => {
  const one = new Srand(seed);
  return Array.from({ length: 6 }, () => one.random());
};
const eighths = (numbers) => {
  const counts = new Array(8).fill(0);
  for (const x of numbers) counts[Math.floor(8 * x)]++;
  return counts;
};
const starts = seeds.map(start);
const first = starts.map(([x]) => x).sort((a, b) => a - b);
const streams = new Set(starts.map(String)).size;
const one = new Srand(1);
const later = eighths(seeds.map(() => one.random()));
const [least, most] = [first[0], first[first.length - 1]];
console.log(`seeds 1 to 100000: first numbers from ${least.toFixed(4)} to ${most.toFixed(4)}, first of 8 items ${eighths(first).join(" ")}`);
console.log(`${streams} streams for 100000 seeds`);
console.log(`seed 1, 100000 numbers: first to last eighth of the range between ${Math.min(...later)} and ${Math.max(...later)}`);
process.exit(least > 0.45 && most < 0.74 && streams <= 32768 && Math.min(...later) > 12000 ? 0 : 1);
END
node run.cjs
