#!/bin/sh
# jaccard 0.4.0 (npm): Jaccard index and distance of two lists; the union is cleared of what is there twice.
#
# Guess: the index is at most 1, the distance at least 0, and both are the same from either side.
# Seen: an item that is there twice in the first list counts twice in what is common, and once in the union: the words
#   of "to be or not to be" have the index 1.5 with themselves, and the distance -0.5.
# Output seen:
#   to be or not to be, with itself: index 1.5, distance -0.5
#   a a b and a c: 0.67, a c and a a b: 0.33
#   500 pairs of 8 digits: wrong 379, above 1 12; without what is there twice: wrong 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . jaccard@0.4.0
cat > run.cjs <<'END'
const jaccard = require("jaccard");
const hamlet = "to be or not to be".split(" ");
const own = [jaccard.index(hamlet, hamlet), jaccard.distance(hamlet, hamlet)];
console.log(`to be or not to be, with itself: index ${own[0]}, distance ${own[1]}`);
const sides = [jaccard.index(["a", "a", "b"], ["a", "c"]), jaccard.index(["a", "c"], ["a", "a", "b"])];
console.log(`a a b and a c: ${sides[0].toFixed(2)}, a c and a a b: ${sides[1].toFixed(2)}`);
let state = 7;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
};
const digits = () => Array.from({ length: 8 }, () => Math.floor(random() * 10));
/** The index by sets. */
function right(a, b) {
  const [first, second] = [new Set(a), new Set(b)];
  const common = [...first].filter((item) => second.has(item)).length;
  return common / (first.size + second.size - common);
}
let [wrong, above, plain] = [0, 0, 0];
for (let run = 0; run < 500; run++) {
  const [a, b] = [digits(), digits()];
  const index = jaccard.index(a, b);
  if (Math.abs(index - right(a, b)) > 1e-9) wrong++;
  if (index > 1) above++;
  const sets = [[...new Set(a)], [...new Set(b)]];
  if (Math.abs(jaccard.index(...sets) - right(a, b)) > 1e-9) plain++;
}
console.log(`500 pairs of 8 digits: wrong ${wrong}, above 1 ${above}; without what is there twice: wrong ${plain}`);
process.exit(own[0] === 1.5 && own[1] === -0.5 && wrong > 250 && plain === 0 ? 0 : 1);
END
node run.cjs
