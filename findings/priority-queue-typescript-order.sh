#!/bin/sh
# priority-queue-typescript 2.0.3 (npm): a priority queue; with a comparator or without.
#
# Guess: letters added in any order come in the order of the alphabet.
# Seen: not without a comparator. On the way down the right child is taken whenever the two children differ, so a larger
#   letter comes before a smaller one: of five letters and more not one order of adding comes out sorted.
# Output seen:
#   dbacfe: abedcf, with a comparator abcdef
#   6 orders of 3 letters: 6 sorted, with a comparator 6
#   24 orders of 4 letters: 8 sorted, with a comparator 24
#   120 orders of 5 letters: 0 sorted, with a comparator 120
#   720 orders of 6 letters: 0 sorted, with a comparator 720
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . priority-queue-typescript@2.0.3
cat > run.cjs <<'END'
const { PriorityQueue } = require("priority-queue-typescript");
/** Everything in the order it comes out. */
function drained(items, comparator) {
  const queue = new PriorityQueue(11, comparator);
  for (const item of items) queue.add(item);
  let text = "";
  while (!queue.empty()) text += queue.poll();
  return text;
}
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
/** All orders of the letters. */
function orders(letters) {
  if (letters.length < 2) return [letters];
  return [...letters].flatMap((letter) => orders(letters.replace(letter, "")).map((rest) => letter + rest));
}
console.log(`dbacfe: ${drained("dbacfe")}, with a comparator ${drained("dbacfe", compare)}`);
const counts = [3, 4, 5, 6].map((size) => {
  const all = orders("abcdef".slice(0, size));
  const sorted = (comparator) => all.filter((order) => drained(order, comparator) === "abcdef".slice(0, size)).length;
  const [plain, compared] = [sorted(), sorted(compare)];
  console.log(`${all.length} orders of ${size} letters: ${plain} sorted, with a comparator ${compared}`);
  return { all: all.length, plain, compared };
});
const compared = counts.every(({ all, compared }) => compared === all);
process.exit(compared && counts[3].plain === 0 ? 0 : 1);
END
node run.cjs
