#!/bin/sh
# pandemonium 2.4.1 (npm): random helpers; reservoirSample(k, items), which draws k of a list or stream.
#
# Guess: each of ten items is in a sample of three in 30 % of the cases.
# Seen: the first three are in 22.5 %, the others in 33 %. The fourth item should stay out in one case of four; its
#   place is drawn among three, so it always comes in. The ReservoirSampler class is the same. The other samplers of
#   the package are even. A sample of puzzles in order of difficulty lacks the easy ones.
# Output seen, of 30000 samples of 3 of 10, in percent:
#   reservoirSample: 23 23 22 33 33 34 33 33 33 34
#   fisherYatesSample: 31 30 30 30 30 30 29 30 30 30
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . pandemonium@2.4.1
cat > run.cjs <<'END'
const { createReservoirSample, createFisherYatesSample } = require("pandemonium");
let state = 1;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
};
const items = Array.from({ length: 10 }, (_, i) => i);
const shares = (sample) => {
  const counts = items.map(() => 0);
  for (let i = 0; i < 30000; i++) for (const item of sample(3, items)) counts[item]++;
  return counts.map((count) => count / 300);
};
const reservoir = shares(createReservoirSample(random));
const other = shares(createFisherYatesSample(random));
const show = (numbers) => numbers.map((share) => share.toFixed(0)).join(" ");
console.log(`reservoirSample: ${show(reservoir)}\nfisherYatesSample: ${show(other)}`);
const uneven = reservoir.every((share, i) => (i < 3 ? share < 25 : share > 31));
process.exit(uneven && other.every((share) => Math.abs(share - 30) < 1.5) ? 0 : 1);
END
node run.cjs
