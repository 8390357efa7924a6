#!/bin/sh
# pagerank.js 1.0.2 (npm): weighted page ranks; rank(alpha, epsilon, callback) computes those of the links given so far.
#
# Guess: ranks sum to 1, and a second call with the same numbers gives the same.
# Seen: the first call is right. It divides the weights of the links by their sum and keeps that, and the next call
#   divides once more: the ranks fall to a sum of 0.23, then 0.18, and another page may come first. So neither another
#   alpha nor a link that comes later can be looked at.
# Output seen:
#   by hand: a 0.284, b 0.383, c 0.333
#   call 1: a 0.284, b 0.383, c 0.333, sum 1.00
#   call 2: a 0.071, b 0.078, c 0.082, sum 0.23
#   call 3: a 0.057, b 0.059, c 0.062, sum 0.18
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . pagerank.js@1.0.2
cat > run.cjs <<'END'
const graph = require("pagerank.js");
const links = [["a", "b", 1], ["a", "c", 1], ["b", "a", 1], ["b", "c", 1], ["c", "a", 1], ["c", "b", 3]];
/** The ranks by plain repetition, where each page has a link. */
function ranked(alpha) {
  const pages = [...new Set(links.flatMap(([from, to]) => [from, to]))];
  const out = (page) => links.filter(([from]) => from === page).reduce((sum, link) => sum + link[2], 0);
  let ranks = new Map(pages.map((page) => [page, 1 / pages.length]));
  for (let turn = 0; turn < 300; turn++) {
    const next = new Map(pages.map((page) => [page, (1 - alpha) / pages.length]));
    for (const [from, to, weight] of links) {
      next.set(to, next.get(to) + (alpha * ranks.get(from) * weight) / out(from));
    }
    ranks = next;
  }
  return ranks;
}
for (const link of links) graph.link(...link);
const shown = (ranks) => [...ranks].map(([page, rank]) => `${page} ${rank.toFixed(3)}`).join(", ");
const right = ranked(0.85);
console.log(`by hand: ${shown(right)}`);
const sums = [1, 2, 3].map((call) => {
  const ranks = new Map();
  graph.rank(0.85, 1e-9, (page, rank) => ranks.set(page, rank));
  const sum = [...ranks.values()].reduce((total, rank) => total + rank, 0);
  const off = Math.max(...[...ranks].map(([page, rank]) => Math.abs(rank - right.get(page))));
  console.log(`call ${call}: ${shown(ranks)}, sum ${sum.toFixed(2)}`);
  return { sum, off };
});
process.exit(sums[0].off < 1e-6 && sums[1].sum < 0.5 && sums[2].sum < sums[1].sum ? 0 : 1);
END
node run.cjs
