#!/bin/sh
# priority-queue-typescript 2.0.3 (npm): a priority queue, with poll, clear, contains and toArray.
#
# Guess: what was taken with poll is no longer in the queue, and toArray has as many items as size says.
# Seen: poll leaves the last item in its old place, so toArray has one item twice. After the last poll, and after clear,
#   contains still finds one. The number 0 is in the queue and not in toArray.
# Output seen:
#   of 3 1 2 polled: 1; size 2, toArray: 2 3 2
#   after three polls: empty true, contains 3: true, toArray: 3 3 2
#   after clear: size 0, contains 6: true
#   with 0 and 4: size 2, toArray: 4
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . priority-queue-typescript@2.0.3
cat > run.cjs <<'END'
const { PriorityQueue } = require("priority-queue-typescript");
const queue = new PriorityQueue(11, (a, b) => a - b);
for (const item of [3, 1, 2]) queue.add(item);
const first = queue.poll();
const rest = queue.toArray();
console.log(`of 3 1 2 polled: ${first}; size ${queue.size()}, toArray: ${rest.join(" ")}`);
queue.poll();
queue.poll();
const empty = queue.empty();
const left = queue.toArray().join(" ");
console.log(`after three polls: empty ${empty}, contains 3: ${queue.contains(3)}, toArray: ${left}`);
const cleared = new PriorityQueue(11, (a, b) => a - b);
for (const item of [5, 6, 7]) cleared.add(item);
cleared.clear();
console.log(`after clear: size ${cleared.size()}, contains 6: ${cleared.contains(6)}`);
const zero = new PriorityQueue(11, (a, b) => a - b);
for (const item of [0, 4]) zero.add(item);
console.log(`with 0 and 4: size ${zero.size()}, toArray: ${zero.toArray().join(" ")}`);
const lost = zero.size() === 2 && zero.toArray().length === 1;
process.exit(rest.length === 3 && empty && queue.contains(3) && cleared.contains(6) && lost ? 0 : 1);
END
node run.cjs
