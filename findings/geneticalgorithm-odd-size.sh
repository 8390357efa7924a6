#!/bin/sh
# geneticalgorithm 1.0.2 (npm): phenotypes compete in pairs, and the loser makes way for a child of the winner.
#
# Guess: the best of the population beats whatever it meets, so it is there in the next generation as well.
# Seen: where the population size is odd the one that is left over after the pairs is dropped, the best as well as any.
#   Of 5 the best is lost in a fifth of all generations, and 4 are left. With a size of 1 none is left.
# Output seen:
#   size 4: the best is lost in 0 of 2000 generations, 4 are left
#   size 5: the best is lost in 374 of 2000 generations, 4 are left
#   size 6: the best is lost in 0 of 2000 generations, 6 are left
#   size 7: the best is lost in 286 of 2000 generations, 6 are left
#   size 1: the best is lost in 2000 of 2000 generations, 0 are left
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . geneticalgorithm@1.0.2
cat > run.cjs <<'END'
const create = require("geneticalgorithm");
let state = 7;
Math.random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
};
/** In how many of 2000 first generations the best of so many is lost. */
function lost(size) {
  let count = 0;
  let left;
  for (let run = 0; run < 2000; run++) {
    const population = Array.from({ length: size }, (_, i) => ({ value: i }));
    const algorithm = create({
      population,
      populationSize: size,
      fitnessFunction: ({ value }) => value,
      mutationFunction: (phenotype) => phenotype,
    });
    left = algorithm.evolve().population();
    if (!left.some(({ value }) => value === size - 1)) count++;
  }
  console.log(`size ${size}: the best is lost in ${count} of 2000 generations, ${left.length} are left`);
  return count / 2000;
}
const [four, five, six, seven, one] = [4, 5, 6, 7, 1].map(lost);
const near = (share, size) => Math.abs(share * size - 1) < 0.3;
process.exit(four === 0 && six === 0 && near(five, 5) && near(seven, 7) && one === 1 ? 0 : 1);
END
node run.cjs
