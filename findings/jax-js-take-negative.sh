#!/bin/sh
# @jax-js/jax 0.1.25 (npm): take and takeAlongAxis with negative indices, as NumPy and JAX count from the end.
#
# Guess: -1 is the last entry, as in NumPy and JAX and as this library's own axes count; or it is refused.
# Seen: in one dimension -1 reads the first entry. In a matrix it reads across the row: of row 1 the last entry of row 0.
#   What is read that way is told nothing: its gradient is dropped. Labels of -100 or -1 for "no cell", looked up and
#   masked later, read a neighbour's embedding.
# Output seen:
#   take of [10, 20, 30] at -1, 1: 10,20
#   take of a matrix's columns at -1, 1: [[10,20],[30,50]]
#   gradient: 0,1,0
#   takeAlongAxis at -1: 10
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @jax-js/jax@0.1.25
cat > run.mjs <<'END'
import { init, defaultDevice, grad, numpy as np } from "@jax-js/jax";
await init("wasm");
defaultDevice("wasm");
const lines = [];
const index = (list) => np.array(list, { dtype: np.int32 });
const row = () => np.array([10, 20, 30]);
const matrix = () => np.array([[10, 20, 30], [40, 50, 60]]);
lines.push(`take of [10, 20, 30] at -1, 1: ${np.take(row(), index([-1, 1])).js().join()}`);
lines.push(`take of a matrix's columns at -1, 1: ${JSON.stringify(np.take(matrix(), index([-1, 1]), 1).js())}`);
const gradient = grad((x) => np.sum(np.take(x, index([-1, 1]))));
lines.push(`gradient: ${gradient(row()).js().join()}`);
lines.push(`takeAlongAxis at -1: ${np.takeAlongAxis(row(), index([-1]), 0).js().join()}`);
console.log(lines.join("\n"));
const seen = [
  "take of [10, 20, 30] at -1, 1: 10,20",
  "take of a matrix's columns at -1, 1: [[10,20],[30,50]]",
  "gradient: 0,1,0",
  "takeAlongAxis at -1: 10",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.mjs
