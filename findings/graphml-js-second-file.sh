#!/bin/sh
# graphml-js 0.4.0 (npm): reads graphs in the format GraphML.
#
# Guess: a parser reads one file after the other, and each gives its own graph.
# Seen: the graph is made once with the parser, not once for each file. The graph of a second file has the nodes and
#   edges of the first one, too, and as it is the same object, the first graph grows as well. Nodes of one name are
#   there twice. A parser is made for each file.
# Output seen:
#   first file: a b, 1 edge
#   second file: a b a c d, 2 edges
#   the first graph now: a b a c d, 2 edges
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . graphml-js@0.4.0
cat > run.cjs <<'END'
const { GraphMLParser } = require("graphml-js");
function file(nodes) {
  const edge = `<edge id="e" source="${nodes[0]}" target="${nodes[1]}"/>`;
  const graph = nodes.map((node) => `<node id="${node}"/>`).join("") + edge;
  const name = "http://graphml.graphdrawing.org/xmlns";
  return `<graphml xmlns="${name}"><graph edgedefault="undirected">${graph}</graph></graphml>`;
}
const parser = new GraphMLParser();
const read = (nodes) => new Promise((resolve, reject) => {
  parser.parse(file(nodes), (error, graph) => (error ? reject(error) : resolve(graph)));
});
const count = (edges) => `${edges.length} ${edges.length > 1 ? "edges" : "edge"}`;
const say = ({ nodes, edges }) => `${nodes.map((node) => node.id).join(" ")}, ${count(edges)}`;
(async () => {
  const first = await read(["a", "b"]);
  const lines = [`first file: ${say(first)}`];
  const second = await read(["a", "c", "d"]);
  lines.push(`second file: ${say(second)}`, `the first graph now: ${say(first)}`);
  console.log(lines.join("\n"));
  const both = "a b a c d, 2 edges";
  const seen = ["first file: a b, 1 edge", `second file: ${both}`, `the first graph now: ${both}`];
  process.exit(lines.join() === seen.join() ? 0 : 1);
})();
END
node run.cjs
