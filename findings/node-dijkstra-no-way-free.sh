#!/bin/sh
# node-dijkstra 2.5.1 (npm): shortest paths; with cost: true path gives the path, null where there is none, and "the
#   total cost of the found route".
#
# Guess: where there is no way the cost is none or infinite, and from a node to itself there is a way of one node.
# Seen: no way costs 0, less than any that there is. From a node to itself there is no way, at the cost of 0. A way that
#   does cost 0 cannot be given: an edge of 0 throws, as an invalid node.
# Output seen:
#   from a to b: path a b, cost 2
#   from a to c: path null, cost 0
#   from a to a: path null, cost 0
#   cheaper to reach from a, b or c: c
#   an edge of cost 0 throws: Could not add node at key "b", make sure it's a valid node
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . node-dijkstra@2.5.1
cat > run.cjs <<'END'
const Graph = require("node-dijkstra");
const route = new Graph({ a: { b: 2 }, b: { a: 2 }, c: { a: 1 } });
const results = [["a", "b"], ["a", "c"], ["a", "a"]].map(([from, to]) => {
  const { path, cost } = route.path(from, to, { cost: true });
  console.log(`from ${from} to ${to}: path ${path?.join(" ") ?? path}, cost ${cost}`);
  return `${path} ${cost}`;
});
const cost = (to) => route.path("a", to, { cost: true }).cost;
const nearest = ["b", "c"].sort((p, q) => cost(p) - cost(q));
console.log(`cheaper to reach from a, b or c: ${nearest[0]}`);
let thrown = "nothing";
try {
  new Graph({ a: { b: 0 }, b: { a: 0 } });
} catch (error) {
  thrown = error.message;
}
console.log(`an edge of cost 0 throws: ${thrown}`);
process.exit(results.join() === "a,b 2,null 0,null 0" && thrown.includes("valid node") ? 0 : 1);
END
node run.cjs
