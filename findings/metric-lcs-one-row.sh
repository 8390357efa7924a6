#!/bin/sh
# metric-lcs 0.1.2 (npm): the longest common subsequence of two texts, divided by the length of the longer one; "1 means
#   they are exactly the same".
#
# Guess: a and aa have one letter in common, so 0.5.
# Seen: it is 1. All rows of the table are one and the same array, so a letter of the first text is matched with several
#   of the second. Half of short texts of two letters are too near, and it matters which of the two comes first.
# Output seen:
#   ABDEF, ABDIF: 0.80, right 0.80
#   a, aa: 1.00, right 0.50
#   abc, aaa: 1.00, right 0.33
#   aaa, abc: 0.33, right 0.33
#   tar, tattoo: 0.50, right 0.33
#   3844 pairs of texts of a and b: 2144 too near, 0 too far, 2772 not the same both ways
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . metric-lcs@0.1.2
cat > run.cjs <<'END'
const metric = require("metric-lcs");
/** The longest common subsequence by its definition. */
function common(a, b) {
  if (!a || !b) return 0;
  if (a[0] === b[0]) return 1 + common(a.slice(1), b.slice(1));
  return Math.max(common(a.slice(1), b), common(a, b.slice(1)));
}
const right = (a, b) => common(a, b) / Math.max(a.length, b.length);
for (const [a, b] of [["ABDEF", "ABDIF"], ["a", "aa"], ["abc", "aaa"], ["aaa", "abc"], ["tar", "tattoo"]]) {
  console.log(`${a}, ${b}: ${metric(a, b).toFixed(2)}, right ${right(a, b).toFixed(2)}`);
}
const texts = [];
for (let size = 1; size <= 5; size++) {
  for (let bits = 0; bits < 2 ** size; bits++) {
    texts.push([...bits.toString(2).padStart(size, "0")].map((bit) => "ab"[bit]).join(""));
  }
}
let [pairs, high, low, lopsided] = [0, 0, 0, 0];
for (const a of texts) {
  for (const b of texts) {
    pairs++;
    const off = metric(a, b) - right(a, b);
    if (off > 1e-9) high++;
    if (off < -1e-9) low++;
    if (metric(a, b) !== metric(b, a)) lopsided++;
  }
}
console.log(`${pairs} pairs of texts of a and b: ${high} too near, ${low} too far, ${lopsided} not the same both ways`);
process.exit(metric("a", "aa") === 1 && high > pairs / 5 && metric("abc", "aaa") !== metric("aaa", "abc") ? 0 : 1);
END
node run.cjs
