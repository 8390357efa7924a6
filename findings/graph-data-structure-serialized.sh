#!/bin/sh
# graph-data-structure 4.5.0 (npm): directed graphs; by the README the constructor takes what serializeGraph gave, and
#   the weight of an edge is 1 "if no weight was previously set on this edge".
#
# Guess: new Graph(serializeGraph(graph)) is the graph again, and an edge of a node that is new has the weight 1.
# Seen: it is an empty graph, without an error. A removed node leaves its weights behind, so where a node of the same
#   name comes later its edges have the old weights, and shortest paths are found by them.
# Output seen:
#   of 3 nodes: by the constructor 0, by deserializeGraph 3
#   b removed: 0 edges
#   b added again, without weights: from a to c 10, in a new graph 2
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . graph-data-structure@4.5.0
cat > run.cjs <<'END'
const { Graph, deserializeGraph, serializeGraph, shortestPath } = require("graph-data-structure");
const graph = new Graph();
graph.addEdge("a", "b", 5);
graph.addEdge("b", "c", 5);
const again = new Graph(serializeGraph(graph)).nodes.size;
const restored = deserializeGraph(serializeGraph(graph)).nodes.size;
console.log(`of ${graph.nodes.size} nodes: by the constructor ${again}, by deserializeGraph ${restored}`);
graph.removeNode("b");
console.log(`b removed: ${serializeGraph(graph).links.length} edges`);
const fresh = new Graph();
for (const made of [graph, fresh]) {
  made.addEdge("a", "b");
  made.addEdge("b", "c");
}
const [reused, right] = [graph, fresh].map((made) => shortestPath(made, "a", "c").weight);
console.log(`b added again, without weights: from a to c ${reused}, in a new graph ${right}`);
process.exit(again === 0 && restored === 3 && reused === 10 && right === 2 ? 0 : 1);
END
node run.cjs
