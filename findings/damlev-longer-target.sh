#!/bin/sh
# damlev 1.0.0 (npm): "the fastest implementation of Damerau-Levenshtein for JavaScript".
#
# Guess: two letters behind a word are two edits, and from a to b it is as far as from b to a.
# Seen: where the second text is the longer one the distance may be too large. The table has rows as long as the first
#   text, though each holds a place for every letter of the second, so that what stands at the end of one is
#   overwritten by the next. The README's example has two texts of one length.
# Output seen:
#   abc abcde: 5, should be 2; the other way round 2
#   a abc: 3, should be 2; the other way round 2
#   2000 pairs of up to 6 letters a, b, c, wrong: second longer 307 of 880, as long or shorter 0 of 1120
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . damlev@1.0.0
cat > run.cjs <<'END'
const damlev = require("damlev").default;
/** Insertions, deletions, changes and swaps of neighbours, with edits between those swapped allowed. */
function right(a, b) {
  const max = a.length + b.length;
  const d = Array.from({ length: a.length + 2 }, () => new Array(b.length + 2).fill(max));
  for (let i = 0; i <= a.length; i++) d[i + 1][1] = i;
  for (let j = 0; j <= b.length; j++) d[1][j + 1] = j;
  const last = new Map();
  for (let i = 1; i <= a.length; i++) {
    let match = 0;
    for (let j = 1; j <= b.length; j++) {
      const [k, l] = [last.get(b[j - 1]) ?? 0, match];
      const same = a[i - 1] === b[j - 1];
      if (same) match = j;
      const swap = d[k][l] + (i - k - 1) + 1 + (j - l - 1);
      d[i + 1][j + 1] = Math.min(d[i][j] + (same ? 0 : 1), d[i + 1][j] + 1, d[i][j + 1] + 1, swap);
    }
    last.set(a[i - 1], i);
  }
  return d[a.length + 1][b.length + 1];
}
function compare(a, b) {
  const seen = [damlev(a, b), right(a, b), damlev(b, a)];
  console.log(`${a} ${b}: ${seen[0]}, should be ${seen[1]}; the other way round ${seen[2]}`);
  return seen.join(" ");
}
const pairs = [compare("abc", "abcde"), compare("a", "abc")];
let state = 1;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const below = (n) => Math.floor(n * random());
const text = () => Array.from({ length: 1 + below(6) }, () => "abc"[below(3)]).join("");
const [all, wrong] = [[0, 0], [0, 0]];
for (let n = 0; n < 2000; n++) {
  const [a, b] = [text(), text()];
  const longer = Number(b.length > a.length);
  all[longer]++;
  wrong[longer] += Number(damlev(a, b) !== right(a, b));
}
const counts = `second longer ${wrong[1]} of ${all[1]}, as long or shorter ${wrong[0]} of ${all[0]}`;
console.log(`2000 pairs of up to 6 letters a, b, c, wrong: ${counts}`);
process.exit(pairs.join() === "5 2 2,3 2 2" && wrong[1] > 50 ? 0 : 1);
END
node run.cjs
