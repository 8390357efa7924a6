#!/bin/sh
# string-metric 0.3.3 (npm): distances of texts; NGram, a distance of 0 to 1 of their pairs of letters.
#
# Guess: equal texts have the distance 0, texts without a letter in common 1.
# Seen: where one text is shorter than a pair it is the other way round, the share of equal letters: a and b have the
#   distance 0, as have 1 and 23456, and a is nearer to b than to ab. Longer texts are right.
# Output seen:
#   a and a: 0, a and b: 0, a and ab: 0.5, 1 and 23456: 0, ab and ab: 0, ab and cd: 1
#   325 pairs of different letters: distance 0 in 325
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . string-metric@0.3.3
cat > run.cjs <<'END'
const { NGram } = require("string-metric");
const metric = new NGram();
const pairs = [["a", "a"], ["a", "b"], ["a", "ab"], ["1", "23456"], ["ab", "ab"], ["ab", "cd"]];
const distances = pairs.map(([x, y]) => metric.distance(x, y));
console.log(pairs.map(([x, y], i) => `${x} and ${y}: ${distances[i]}`).join(", "));
const alphabet = [..."abcdefghijklmnopqrstuvwxyz"];
let [zero, count] = [0, 0];
for (const [i, x] of alphabet.entries()) {
  for (const y of alphabet.slice(i + 1)) {
    count++;
    if (metric.distance(x, y) === 0) zero++;
  }
}
console.log(`${count} pairs of different letters: distance 0 in ${zero}`);
process.exit(distances.join() === "0,0,0.5,0,0,1" && zero === count ? 0 : 1);
END
node run.cjs
