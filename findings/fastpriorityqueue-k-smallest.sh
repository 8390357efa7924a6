#!/bin/sh
# fastpriorityqueue 0.8.0 (npm): the k smallest of a queue.
#
# Guess: kSmallest(k) gives what k calls of poll would give, and leaves the queue as it is.
# Seen: from k = 3 on it can miss one. Only the first 2^(k-1) + 1 places of the heap are looked at, where the third can be
#   the seventh place. In random queues of 20 one answer in ten is wrong for k = 3. A beam search that
#   keeps the best three so keeps a worse one. poll itself is right.
# Output seen:
#   1 10 2 11 12 3: kSmallest(3) 1,2,10, by poll 1,2,3
#   1000 queues of 20: wrong for k = 2 in 0, for k = 3 in 101, for k = 4 in 31
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . fastpriorityqueue@0.8.0
cat > run.cjs <<'END'
const Queue = require("fastpriorityqueue");
function filled(numbers) {
  const queue = new Queue();
  numbers.forEach((x) => queue.add(x));
  return queue;
}
const few = [1, 10, 2, 11, 12, 3];
const queue = filled(few);
const seen = queue.kSmallest(3).join();
const polled = [queue.poll(), queue.poll(), queue.poll()].join();
console.log(`${few.join(" ")}: kSmallest(3) ${seen}, by poll ${polled}`);
let state = 1;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const wrong = { 2: 0, 3: 0, 4: 0 };
for (let n = 0; n < 1000; n++) {
  const numbers = Array.from({ length: 20 }, random);
  const sorted = [...numbers].sort((a, b) => a - b);
  for (const k of [2, 3, 4]) wrong[k] += Number(filled(numbers).kSmallest(k).join() !== sorted.slice(0, k).join());
}
console.log(`1000 queues of 20: wrong for k = 2 in ${wrong[2]}, for k = 3 in ${wrong[3]}, for k = 4 in ${wrong[4]}`);
process.exit(seen === "1,2,10" && polled === "1,2,3" && wrong[2] === 0 && wrong[3] > 50 ? 0 : 1);
END
node run.cjs
