#!/bin/sh
# heap-js 2.7.1 (npm): a heap with a limit of its length.
#
# Guess: a min heap with a limit of 3 keeps the three smallest of all that were pushed, or the three largest, as a heap
#   for a beam search or a list of the best does.
# Seen: neither. What is beyond the limit is cut off at the end of the array, and there stands some leaf: often the number
#   just pushed, also where it is smaller than one that stays. The smallest is kept, the others are chance, and they
#   depend on the order of pushing. The types say that "leafs are removed", the page that it is a number of elements.
# Output seen:
#   limit 3, pushed 5 1 4 2 3: 1 2 4
#   limit 3, pushed 1 2 3 4 5: 1 2 3
#   1000 lists of 20, limit 5: the five smallest in 2, the five largest in 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . heap-js@2.7.1
cat > run.cjs <<'END'
const { Heap } = require("heap-js");
const up = (a, b) => a - b;
function kept(numbers, limit) {
  const heap = new Heap();
  heap.limit = limit;
  numbers.forEach((x) => heap.push(x));
  return heap.toArray().sort(up).join(" ");
}
const lists = [[5, 1, 4, 2, 3], [1, 2, 3, 4, 5]];
const [mixed, sorted] = lists.map((numbers) => kept(numbers, 3));
lists.forEach((numbers) => console.log(`limit 3, pushed ${numbers.join(" ")}: ${kept(numbers, 3)}`));
let state = 1;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const count = { smallest: 0, largest: 0 };
for (let n = 0; n < 1000; n++) {
  const numbers = Array.from({ length: 20 }, random);
  const ordered = [...numbers].sort(up);
  const seen = kept(numbers, 5);
  count.smallest += Number(seen === ordered.slice(0, 5).join(" "));
  count.largest += Number(seen === ordered.slice(-5).join(" "));
}
console.log(`1000 lists of 20, limit 5: the five smallest in ${count.smallest}, the five largest in ${count.largest}`);
process.exit(mixed === "1 2 4" && sorted === "1 2 3" && count.smallest < 500 && count.largest < 500 ? 0 : 1);
END
node run.cjs
