#!/bin/sh
# levdist 2.2.12 (npm): "Levenshtein distance".
#
# Guess: "ab" to "ba" takes two edits, as a swap is not one of insertion, deletion and substitution.
# Seen: it takes one. A swap of neighbours counts as one edit, so this is another distance (optimal string alignment),
#   and one that breaks the triangle inequality: it is not a metric, as the Levenshtein distance is.
# Output seen:
#   ab ba: 1, Levenshtein 2
#   ca to ac 1, ac to abc 1, ca to abc 3
#   of 14400 pairs of words of up to four letters a, b, c: 876 smaller than Levenshtein
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . levdist@2.2.12
cat > run.cjs <<'END'
const levdist = require("levdist");
function levenshtein(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(a[i - 1] !== b[j - 1]));
    }
    row = next;
  }
  return row[b.length];
}
const swap = levdist("ab", "ba");
console.log(`ab ba: ${swap}, Levenshtein ${levenshtein("ab", "ba")}`);
const sides = [levdist("ca", "ac"), levdist("ac", "abc"), levdist("ca", "abc")];
console.log(`ca to ac ${sides[0]}, ac to abc ${sides[1]}, ca to abc ${sides[2]}`);
const words = [];
for (let layer = [""], n = 0; n < 4; n++) {
  layer = layer.flatMap((word) => ["a", "b", "c"].map((letter) => word + letter));
  words.push(...layer);
}
let smaller = 0;
for (const a of words) for (const b of words) smaller += Number(levdist(a, b) < levenshtein(a, b));
const pairs = words.length ** 2;
console.log(`of ${pairs} pairs of words of up to four letters a, b, c: ${smaller} smaller than Levenshtein`);
process.exit(swap === 1 && levenshtein("ab", "ba") === 2 && sides[0] + sides[1] < sides[2] && smaller > 0 ? 0 : 1);
END
node run.cjs
