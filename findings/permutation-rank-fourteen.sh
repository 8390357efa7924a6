#!/bin/sh
# permutation-rank 1.0.0 (npm): the number of a permutation, rank, and the permutation of a number, unrank.
#
# Guess: unrank gives back what rank was made of, as long as the number is exact.
# Seen: up to 13 places. The factorial of 13 does not fit in 32 bits, so from 14 places on no permutation of a thousand
#   comes back, and most results have a place twice or none; unrank(14, 5) is number 432.
# Output seen:
#   12 places, 1000 tries: 1000 exact numbers, 1000 come back, 1000 are permutations
#   13 places, 1000 tries: 1000 exact numbers, 1000 come back, 1000 are permutations
#   14 places, 1000 tries: 1000 exact numbers, 0 come back, 300 are permutations
#   15 places, 1000 tries: 1000 exact numbers, 0 come back, 15 are permutations
#   16 places, 1000 tries: 1000 exact numbers, 0 come back, 5 are permutations
#   unrank(14, 5): 1 2 4 6 5 3 7 8 9 10 11 12 13 0, which is number 432
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . permutation-rank@1.0.0
cat > run.cjs <<'END'
const { rank, unrank } = require("permutation-rank");
let state = 7;
function random() {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}
/** A permutation of so many places. */
function shuffled(size) {
  const made = [...Array(size).keys()];
  for (let i = size - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [made[i], made[j]] = [made[j], made[i]];
  }
  return made;
}
const isPermutation = (list, size) => list.length === size && new Set(list).size === size;
const results = [12, 13, 14, 15, 16].map((size) => {
  let [back, whole, exact] = [0, 0, 0];
  for (let run = 0; run < 1000; run++) {
    const permutation = shuffled(size);
    const number = rank(permutation);
    const again = Array.from(unrank(size, number));
    exact += Number.isSafeInteger(number) ? 1 : 0;
    back += again.join() === permutation.join() ? 1 : 0;
    whole += isPermutation(again, size) ? 1 : 0;
  }
  console.log(`${size} places, 1000 tries: ${exact} exact numbers, ${back} come back, ${whole} are permutations`);
  return back;
});
const small = unrank(14, 5);
console.log(`unrank(14, 5): ${small.join(" ")}, which is number ${rank(small)}`);
process.exit(results[0] === 1000 && results[1] === 1000 && results[2] < 100 && rank(small) !== 5 ? 0 : 1);
END
node run.cjs
