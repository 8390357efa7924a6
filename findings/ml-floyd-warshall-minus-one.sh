#!/bin/sh
# ml-floyd-warshall 3.0.1 (npm): "shortest paths in a weighted graph with positive or negative edge weights".
#
# Guess: a way that costs -1 can be told from none, and an edge that costs nothing is an edge.
# Seen: neither. -1 stands for no way, also where that is what the way costs; and a 0 in the matrix is no edge, unless
#   it is the negative zero, which a calculation rarely gives and no documentation names.
# Output seen:
#   edges 0 to 1 of 2, 1 to 2 of -3: from 0 to 2 -1, from 2 to 0 -1
#   edges 0 to 1 of 2, 1 to 2 of -4: from 0 to 2 -2, from 2 to 0 -1
#   edges 0 to 1 of 2, 1 to 2 of 0: from 0 to 2 -1
#   edges 0 to 1 of 2, 1 to 2 of -0: from 0 to 2 2
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ml-floyd-warshall@3.0.1 ml-matrix@6.11.1
cat > run.cjs <<'END'
const { floydWarshall } = require("ml-floyd-warshall");
const { Matrix } = require("ml-matrix");
function costs(second) {
  const result = floydWarshall(new Matrix([[0, 2, 0], [0, 0, second], [0, 0, 0]]));
  const name = Object.is(second, -0) ? "-0" : second;
  const back = second < 0 ? `, from 2 to 0 ${result.get(2, 0)}` : "";
  console.log(`edges 0 to 1 of 2, 1 to 2 of ${name}: from 0 to 2 ${result.get(0, 2)}${back}`);
  return `${result.get(0, 2)} ${result.get(2, 0)}`;
}
const seen = [-3, -4, 0, -0].map(costs);
process.exit(seen.join() === "-1 -1,-2 -1,-1 -1,2 -1" ? 0 : 1);
END
node run.cjs
