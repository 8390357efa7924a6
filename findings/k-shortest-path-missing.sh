#!/bin/sh
# k-shortest-path 0.0.5 (npm): "Computes the K shortest paths in a graph from node S to node T using Yen's algorithm".
#
# Guess: of a graph with three ways from a to d all three come when three are asked for.
# Seen: the third may be missing, or a longer one come in its place. Edges are taken away for a while, and put back
#   without their weights, which are looked for under another name; what is searched afterwards is another graph. Only
#   the first way is always right.
# Output seen:
#   a b 8, a c 7, b c 2, b d 5, c d 5, d b 3: 12 13, should be 12 13 15
#   of 1000 graphs of 5 nodes and up to four ways each: 1000 first ways are right, 185 lists are not
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . k-shortest-path@0.0.5 graphlib@2.1.8
cat > run.cjs <<'END'
const { ksp } = require("k-shortest-path");
const { Graph } = require("graphlib");
function seen(edges, target, k) {
  const graph = new Graph();
  edges.forEach(([from, to, weight]) => graph.setEdge(from, to, weight));
  return ksp(graph, "a", target, k).map((path) => path.totalCost);
}
/** The costs of all ways without a repeated node, sorted. */
function right(edges, target, node = "a", visited = ["a"], cost = 0) {
  if (node === target) return [cost];
  const further = edges.filter(([from, to]) => from === node && !visited.includes(to));
  const costs = further.flatMap(([, to, weight]) => right(edges, target, to, [...visited, to], cost + weight));
  return costs.sort((x, y) => x - y);
}
const edges = [["a", "b", 8], ["a", "c", 7], ["b", "c", 2], ["b", "d", 5], ["c", "d", 5], ["d", "b", 3]];
const [found, all] = [seen(edges, "d", 3).join(" "), right(edges, "d").join(" ")];
console.log(`${edges.map((edge) => edge.join(" ")).join(", ")}: ${found}, should be ${all}`);
let state = 1;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
let [graphs, first, wrong] = [0, 0, 0];
while (graphs < 1000) {
  const pairs = [..."abcde"].flatMap((from) => [..."abcde"].filter((to) => to !== from).map((to) => [from, to]));
  const some = pairs.filter(() => random() < 0.5).map((pair) => [...pair, 1 + Math.floor(9 * random())]);
  const costs = right(some, "e").slice(0, 4);
  if (costs.length === 0) continue;
  const list = seen(some, "e", costs.length);
  graphs++;
  first += Number(list[0] === costs[0]);
  wrong += Number(list.join() !== costs.join());
}
const kind = `${graphs} graphs of 5 nodes and up to four ways each`;
console.log(`of ${kind}: ${first} first ways are right, ${wrong} lists are not`);
process.exit(found === "12 13" && all === "12 13 15" && first === graphs && wrong > 50 ? 0 : 1);
END
node run.cjs
