#!/bin/sh
# isolation-forest 0.0.9 (npm): how odd rows are; each tree is to see a sample of 256 of them.
#
# Guess: a score tells what it tells whatever the number of rows, as all trees are made of 256: well below 0.5 for a
#   plain row, near 0.5 for all of them where none is odd.
# Seen: the sample is drawn and left aside, and each tree is made of all rows, but no deeper than 256 rows need. So
#   scores fall with the number of rows, though all are of one distribution. A row four deviations out is odd among 256
#   rows, and plain among 20000. With samples it stays above 0.6.
# Output seen:
#   256 rows: in the middle 0.42, four deviations out 0.68 (of samples 0.41, 0.67)
#   2000 rows: in the middle 0.29, four deviations out 0.58 (of samples 0.41, 0.64)
#   20000 rows: in the middle 0.21, four deviations out 0.49 (of samples 0.40, 0.63)
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . isolation-forest@0.0.9
cat > run.cjs <<'END'
let state = 7;
Math.random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
};
const { IsolationForest } = require("isolation-forest");
const normal = () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
const probes = [{ x: 0, y: 0 }, { x: 4, y: 0 }];
const trees = 100;
/** Scores of forests of one tree, each fitted to 256 rows drawn here, brought together as the paper does. */
function ofSamples(rows) {
  const sums = probes.map(() => 0);
  for (let t = 0; t < trees; t++) {
    const pool = [...rows];
    for (let i = 0; i < 256; i++) {
      const j = i + Math.floor(Math.random() * (pool.length - i));
      [pool[i], pool[j]] = [pool[j], pool[i]];
    }
    const one = new IsolationForest(1, 256);
    one.fit(pool.slice(0, 256));
    one.predict(probes).forEach((score, k) => (sums[k] += Math.log2(score)));
  }
  return sums.map((sum) => 2 ** (sum / trees));
}
const results = [256, 2000, 20000].map((count) => {
  const rows = Array.from({ length: count }, () => ({ x: normal(), y: normal() }));
  const forest = new IsolationForest(trees, 256);
  forest.fit(rows);
  const scores = forest.predict(probes);
  const [middle, out] = scores.map((score) => score.toFixed(2));
  const right = ofSamples(rows);
  const sampled = right.map((score) => score.toFixed(2)).join(", ");
  console.log(`${count} rows: in the middle ${middle}, four deviations out ${out} (of samples ${sampled})`);
  return { scores, right };
});
const [few, , many] = results;
const fell = few.scores.every((score, k) => score - many.scores[k] > 0.1);
const stayed = few.right.every((score, k) => Math.abs(score - many.right[k]) < 0.05);
process.exit(fell && stayed ? 0 : 1);
END
node run.cjs
