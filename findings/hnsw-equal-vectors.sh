#!/bin/sh
# hnsw 1.1.1 (npm): search for the nearest vectors in a graph; searchKNN() of "up to k" of them.
#
# Guess: with efSearch as large as the index, each vector is found when it is asked for, and 400 of 400 come.
# Seen: where a vector is there more than 16 times, its 16 places for neighbours are taken by its equals, and the links
#   to all others are cut on both sides. The graph falls into islands, a search sees the one where it begins, and a
#   quarter of the vectors are not found at all, not even one of their 20 copies.
# Output seen:
#   400 different vectors: 400 of 400 come, 400 find an equal
#   20 vectors, 20 times each: 17 of 400 come, 300 find an equal
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . hnsw@1.1.1
cat > run.cjs <<'END'
const { HNSW } = require("hnsw");
let state = 7;
Math.random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
};
const vector = (i) => [Math.cos(i), Math.sin(i), Math.sin(3 * i)];
/** How many come of 400 asked for, and how many vectors find one that is equal. */
async function searched(kinds) {
  const data = Array.from({ length: 400 }, (_, i) => ({ id: i, vector: vector(i % kinds) }));
  const index = new HNSW(16, 200, null, "euclidean", 400);
  await index.buildIndex(data);
  const come = index.searchKNN(data[0].vector, 400).length;
  const equal = data.filter((item) => {
    const [nearest] = index.searchKNN(item.vector, 1);
    return data[nearest.id].vector.every((value, k) => value === item.vector[k]);
  }).length;
  return { come, equal };
}
(async () => {
  const different = await searched(400);
  console.log(`400 different vectors: ${different.come} of 400 come, ${different.equal} find an equal`);
  const repeated = await searched(20);
  console.log(`20 vectors, 20 times each: ${repeated.come} of 400 come, ${repeated.equal} find an equal`);
  const lost = repeated.come < 100 && repeated.equal < 350;
  process.exit(different.come === 400 && different.equal === 400 && lost ? 0 : 1);
})();
END
node run.cjs
