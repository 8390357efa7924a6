#!/bin/sh
# string-similarity-alg 1.3.2 (npm): Jaro and Jaro-Winkler, which gives more weight to the same first letters.
#
# Guess: night and nacht are 0.76 alike, as they begin with one letter; texts without a common letter 0.
# Seen: letters at the same place count as a common beginning wherever they are, so the end of a word weighs as much as
#   its beginning. The letters that may match lie one further to the right than they may, so 12 and 21 are 0.67 alike in
#   place of 0. Where nothing matches it is NaN, and so it is for a and a.
# Output seen:
#   martha and marhta: Jaro 0.94, right 0.94; Jaro-Winkler 0.97, right 0.96
#   night and nacht: Jaro 0.73, right 0.73; Jaro-Winkler 0.81, right 0.76
#   light and night: Jaro 0.87, right 0.87; Jaro-Winkler 0.92, right 0.87
#   12 and 21: Jaro 0.67, right 0.00; Jaro-Winkler 0.67, right 0.00
#   a and a: Jaro NaN, right 1.00; Jaro-Winkler NaN, right 1.00
#   cat and dog: Jaro NaN, right 0.00; Jaro-Winkler NaN, right 0.00
#   500 pairs of 6 letters: Jaro wrong 68, Jaro-Winkler wrong 330
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . string-similarity-alg@1.3.2
cat > run.cjs <<'END'
const { jaroSimilarity, jaroWinkler } = require("string-similarity-alg");
/** The similarity by Jaro, by its definition. */
function jaro(a, b) {
  if (a === b) return 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Set();
  const first = [];
  for (let i = 0; i < a.length; i++) {
    for (let j = Math.max(0, i - reach); j <= Math.min(b.length - 1, i + reach); j++) {
      if (taken.has(j) || a[i] !== b[j]) continue;
      taken.add(j);
      first.push(a[i]);
      break;
    }
  }
  const count = first.length;
  if (!count) return 0;
  const second = [...taken].sort((i, j) => i - j).map((j) => b[j]);
  const swapped = first.filter((letter, i) => letter !== second[i]).length / 2;
  return (count / a.length + count / b.length + (count - swapped) / count) / 3;
}
/** The similarity by Winkler: up to four letters of a common beginning. */
function winkler(a, b) {
  let start = 0;
  while (start < 4 && start < a.length && a[start] === b[start]) start++;
  return jaro(a, b) + start * 0.1 * (1 - jaro(a, b));
}
const pairs = [["martha", "marhta"], ["night", "nacht"], ["light", "night"], ["12", "21"], ["a", "a"], ["cat", "dog"]];
const seen = pairs.map(([a, b]) => {
  const values = [jaroSimilarity.compare(a, b), jaro(a, b), jaroWinkler.compare(a, b), winkler(a, b)];
  const [one, rightOne, two, rightTwo] = values.map((value) => value.toFixed(2));
  console.log(`${a} and ${b}: Jaro ${one}, right ${rightOne}; Jaro-Winkler ${two}, right ${rightTwo}`);
  return values;
});
let state = 7;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
};
const word = () => Array.from({ length: 6 }, () => "abcdef"[Math.floor(random() * 6)]).join("");
let [wrongOne, wrongTwo] = [0, 0];
for (let run = 0; run < 500; run++) {
  const [a, b] = [word(), word()];
  if (!(Math.abs(jaroSimilarity.compare(a, b) - jaro(a, b)) < 1e-9)) wrongOne++;
  if (!(Math.abs(jaroWinkler.compare(a, b) - winkler(a, b)) < 1e-9)) wrongTwo++;
}
console.log(`500 pairs of 6 letters: Jaro wrong ${wrongOne}, Jaro-Winkler wrong ${wrongTwo}`);
const known = Math.abs(seen[0][1] - 0.9444) < 1e-3 && Math.abs(seen[0][3] - 0.9611) < 1e-3;
process.exit(known && seen[1][2] > 0.8 && seen[3][0] > 0.6 && Number.isNaN(seen[4][0]) && wrongTwo > 100 ? 0 : 1);
END
node run.cjs
