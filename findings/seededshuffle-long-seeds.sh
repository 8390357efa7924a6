#!/bin/sh
# seededshuffle 0.2.0 (npm): shuffle by a seed, a number or a text.
#
# Guess: another seed gives another order, and over many seeds every order comes as often.
# Seen: a text becomes the number made of its character codes in a row, and from nine characters or so on that number
#   is beyond 2^53: names that differ at their end give the same order. Orders are uneven too, as each index is drawn
#   from all places instead of those left: of four items one order comes five times as often as another.
# Output seen:
#   "experiment-1" to "experiment-9": 1 order of abcdefgh, "1" to "9": 9
#   four items, seeds 1 to 200000: bcda 3123, abdc 15589
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . seededshuffle@0.2.0
cat > run.cjs <<'END'
const { shuffle } = (() => {
  const all = require("seededshuffle");
  return { shuffle: (items, seed) => all.shuffle([...items], seed, true).join("") };
})();
const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const different = (seed) => new Set(digits.map((d) => shuffle("abcdefgh", seed(d)))).size;
const [long, short] = [different((d) => `experiment-${d}`), different((d) => String(d))];
const counts = {};
for (let seed = 1; seed <= 200000; seed++) {
  const order = shuffle("abcd", seed);
  counts[order] = (counts[order] ?? 0) + 1;
}
console.log(`"experiment-1" to "experiment-9": ${long} order of abcdefgh, "1" to "9": ${short}`);
console.log(`four items, seeds 1 to 200000: bcda ${counts.bcda}, abdc ${counts.abdc}`);
process.exit(long === 1 && short > 1 && counts.abdc > 4 * counts.bcda ? 0 : 1);
END
node run.cjs
