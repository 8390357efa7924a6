#!/bin/sh
# smith-waterman-score 2.0.4 (npm): local alignment; a score and a trace of the letters that stand below each other.
#
# Guess: the trace is the alignment that the score is of.
# Seen: at a gap it steps along the other text, and loses its way: behind it come letters that do not belong together.
#   The score is right. Without a gap the trace ends after 21 letters, so of 28 equal letters the first 7 are left out.
# Output seen:
#   ACGTACGT and ACGACGT: score 13, the trace "TTACGT" over "--ACGT" is worth 6
#   300 pairs of 16 letters: score wrong 0, trace worth less 280
#   28 equal letters: score 56, 21 in the trace
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . smith-waterman-score@2.0.4
cat > run.cjs <<'END'
const smithWaterman = require("smith-waterman-score");
let state = 7;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
};
const costs = { match: 2, mismatch: -1, gap: -1 };
const letters = (count) => Array.from({ length: count }, () => "ACGT"[Math.floor(random() * 4)]).join("");
/** The best score of any two pieces, by the plain recurrence. */
function best(a, b) {
  const rows = Array.from({ length: a.length + 1 }, () => new Array(b.length + 1).fill(0));
  let most = 0;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const pair = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? costs.match : costs.mismatch);
      rows[i][j] = Math.max(0, pair, rows[i - 1][j] + costs.gap, rows[i][j - 1] + costs.gap);
      most = Math.max(most, rows[i][j]);
    }
  }
  return most;
}
/** Score and trace of two texts, and what the trace is worth. */
function aligned(a, b) {
  const { trace, peak } = smithWaterman(a, b, costs);
  const pairs = trace.map(({ seqChar, patChar }) => [seqChar, patChar]).reverse();
  const worth = pairs.map(([x, y]) => (x === "-" || y === "-" ? costs.gap : x === y ? costs.match : costs.mismatch));
  const [upper, lower] = [0, 1].map((k) => pairs.map((pair) => pair[k]).join(""));
  return { score: peak.value, worth: worth.reduce((sum, value) => sum + value, 0), upper, lower };
}
const gap = aligned("ACGTACGT", "ACGACGT");
console.log(
  `ACGTACGT and ACGACGT: score ${gap.score}, the trace "${gap.upper}" over "${gap.lower}" is worth ${gap.worth}`,
);
let [wrong, less] = [0, 0];
for (let run = 0; run < 300; run++) {
  const [a, b] = [letters(16), letters(16)];
  const result = aligned(a, b);
  if (result.score !== best(a, b)) wrong++;
  if (result.worth < result.score) less++;
}
console.log(`300 pairs of 16 letters: score wrong ${wrong}, trace worth less ${less}`);
const long = "ACGT".repeat(7);
const equal = aligned(long, long);
console.log(`28 equal letters: score ${equal.score}, ${equal.upper.length} in the trace`);
process.exit(gap.score === 13 && gap.worth < 13 && wrong === 0 && less > 100 && equal.upper.length === 21 ? 0 : 1);
END
node run.cjs
