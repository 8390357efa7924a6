#!/bin/sh
# @sgratzl/science 2.0.0 (npm): scientific computing; stats.distance, "jaccard" among others, for its clustering.
#
# Guess: the Jaccard distance of a vector from itself is 0, and that of vectors with nothing in common is 1.
# Seen: it is 1 and 0, the share of places that agree. All of the other distances are 0 from a vector to itself.
#   With it k nearest is k furthest, and hcluster joins what differs most first.
# Output seen:
#   euclidean: 0 from itself, 5.92 from another
#   manhattan: 0 from itself, 11 from another
#   minkowski: 0 from itself, 4.92 from another
#   chebyshev: 0 from itself, 4 from another
#   hamming: 0 from itself, 4 from another
#   jaccard: 1 from itself, 0 from another
#   braycurtis: 0 from itself, 0.65 from another
#   first joined of [[1,1,1,1],[1,1,1,2],[5,6,7,8]]: [[1,1,1,1],[5,6,7,8]]
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @sgratzl/science@2.0.0
cat > run.cjs <<'END'
const { stats } = require("@sgratzl/science");
const [a, b] = [[1, 0, 1, 1], [2, 3, 4, 5]];
const own = {};
for (const [name, measure] of Object.entries(stats.distance)) {
  const distance = name === "minkowski" ? measure(3) : measure;
  own[name] = distance(a, a);
  console.log(`${name}: ${own[name]} from itself, ${Number(distance(a, b).toFixed(2))} from another`);
}
const points = [[1, 1, 1, 1], [1, 1, 1, 2], [5, 6, 7, 8]];
const tree = stats.hcluster().distance(stats.distance.jaccard)(points);
const leaves = (node) => (node.left || node.right ? [...leaves(node.left), ...leaves(node.right)] : [node.centroid]);
const inner = [tree.left, tree.right].find((node) => node.left);
console.log(`first joined of ${JSON.stringify(points)}: ${JSON.stringify(leaves(inner))}`);
const others = Object.keys(own).filter((name) => name !== "jaccard").every((name) => own[name] === 0);
process.exit(others && own.jaccard === 1 && stats.distance.jaccard(a, b) === 0 ? 0 : 1);
END
node run.cjs
