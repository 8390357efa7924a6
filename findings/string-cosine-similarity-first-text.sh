#!/bin/sh
# string-cosine-similarity 2.0.1 (npm): the cosine similarity of the words of two texts.
#
# Guess: it is the same from both sides, 0 without a word in common, and below 1 where a text goes on.
# Seen: the words of the first text alone count, each as often as it is there: whatever the second text has besides is
#   left out. Without a word in common it is NaN, and numbers are no words.
# Output seen:
#   "a red fox" and "a red fox and a brown dog in a green field by a river": 0.82, right 0.68
#   "a red fox and a brown dog in a green field by a river" and "a red fox": 0.85, right 0.68
#   "fox" and "a fox in the snow": 1.00, right 0.45
#   "cat" and "dog": NaN, right 0.00
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . string-cosine-similarity@2.0.1
cat > run.cjs <<'END'
const similarity = require("string-cosine-similarity");
/** The cosine of the counts of all words. */
function right(a, b) {
  const [first, second] = [a.split(" "), b.split(" ")];
  const count = (words, word) => words.filter((other) => other === word).length;
  const vocabulary = [...new Set([...first, ...second])];
  const dot = (x, y) => vocabulary.reduce((sum, word) => sum + count(x, word) * count(y, word), 0);
  return dot(first, second) / Math.sqrt(dot(first, first) * dot(second, second));
}
const [short, long] = ["a red fox", "a red fox and a brown dog in a green field by a river"];
const pairs = [[short, long], [long, short], ["fox", "a fox in the snow"], ["cat", "dog"]];
const values = pairs.map(([a, b]) => {
  const value = similarity(a, b);
  console.log(`"${a}" and "${b}": ${value.toFixed(2)}, right ${right(a, b).toFixed(2)}`);
  return value;
});
process.exit(values[2] === 1 && Number.isNaN(values[3]) && Math.abs(values[0] - values[1]) > 0.01 ? 0 : 1);
END
node run.cjs
