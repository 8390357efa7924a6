#!/bin/sh
# @jax-js/jax 0.1.25 (npm): nn.oneHot of labels outside of the classes.
#
# Guess: as in JAX, a label that is no class gives a row of zeros; so -100, the label for "not counted", drops out of
#   sum(oneHot * logProbabilities) by itself.
# Seen: a label above the classes gives zeros, every negative one gives a row of ones: an ignored cell counts for all
#   classes at once, more than any other cell, and pulls the distribution flat.
# Output seen:
#   1: [0,1,0], 7: [0,0,0], -1: [1,1,1], -100: [1,1,1]
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @jax-js/jax@0.1.25
cat > run.mjs <<'END'
import { init, defaultDevice, nn, numpy as np } from "@jax-js/jax";
await init("wasm");
defaultDevice("wasm");
const row = (label) => JSON.stringify(nn.oneHot(np.array([label], { dtype: np.int32 }), 3).js()[0]);
const line = [1, 7, -1, -100].map((label) => `${label}: ${row(label)}`).join(", ");
console.log(line);
process.exit(line === "1: [0,1,0], 7: [0,0,0], -1: [1,1,1], -100: [1,1,1]" ? 0 : 1);
END
node run.mjs
