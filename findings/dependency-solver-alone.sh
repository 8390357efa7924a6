#!/bin/sh
# dependency-solver 1.0.6 (npm): orders nodes so that none comes before its dependencies; "circular dependencies throw
#   an error".
#
# Guess: a node that depends on nothing, and on which nothing depends, goes anywhere in the order.
# Seen: it is called a circular dependency, in any graph and even where it is the only node. No count is kept of it in
#   getInDegree, so it is never taken out of the graph.
# Output seen:
#   {"a":["b"],"b":[]}: b a
#   {"a":["b"],"b":[],"c":[]}: There is a circular dependency in the graph
#   {"c":[]}: There is a circular dependency in the graph
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . dependency-solver@1.0.6
cat > run.cjs <<'END'
const { solve } = require("dependency-solver");
/** The order, or what is thrown. */
function told(graph) {
  try {
    return solve(graph).join(" ");
  } catch (error) {
    return error.message;
  }
}
const results = [{ a: ["b"], b: [] }, { a: ["b"], b: [], c: [] }, { c: [] }].map((graph) => {
  const text = JSON.stringify(graph);
  const result = told(graph);
  console.log(`${text}: ${result}`);
  return result;
});
process.exit(results[0] === "b a" && results.slice(1).every((text) => text.includes("circular")) ? 0 : 1);
END
node run.cjs
