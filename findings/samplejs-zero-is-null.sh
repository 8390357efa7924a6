#!/bin/sh
# samplejs 0.2.0 (npm): a random item of an array; null for an array without items.
#
# Guess: of 0, 1, 2 and 3 each comes in a quarter of the draws.
# Seen: 0 never comes, and null does in its place; so it is with false and with an empty text.
# Output seen:
#   10000 draws of 0, 1, 2 and 3: 0 in 0, 1 in 2490, 2 in 2507, 3 in 2530, null in 2473
#   a draw of false alone: null, of "" alone: null
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . samplejs@0.2.0
cat > run.cjs <<'END'
let state = 7;
Math.random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
};
const sample = require("samplejs");
const draws = 10000;
const counts = new Map([0, 1, 2, 3, null].map((item) => [item, 0]));
for (let draw = 0; draw < draws; draw++) {
  const item = sample([0, 1, 2, 3]);
  counts.set(item, counts.get(item) + 1);
}
const listed = [...counts].map(([item, count]) => `${item} in ${count}`).join(", ");
console.log(`${draws} draws of 0, 1, 2 and 3: ${listed}`);
const [no, empty] = [sample([false]), sample([""])];
console.log(`a draw of false alone: ${no}, of "" alone: ${empty}`);
process.exit(counts.get(0) === 0 && counts.get(null) > 2000 && no === null && empty === null ? 0 : 1);
END
node run.cjs
