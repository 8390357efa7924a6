#!/bin/sh
# @jax-js/jax 0.1.25 (npm), "close API compatibility with NumPy/JAX": argmax of a row that holds a NaN.
#
# Guess: the index of the NaN, as in NumPy and JAX; or, at worst, that of the largest number.
# Seen: the index is the length of the row, one past its end, wherever the NaN stands; argmin likewise. As a token, a
#   digit or a class it is one that does not exist, and take with it gives the first entry without an error.
# Output seen:
#   argmax of [1, NaN, 2]: 3, of [NaN, 1]: 2; argmin of [1, 2, NaN]: 3; take([10, 20, 30], 3): 10
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @jax-js/jax@0.1.25
cat > run.mjs <<'END'
import { init, defaultDevice, numpy as np } from "@jax-js/jax";
await init("wasm");
defaultDevice("wasm");
const first = np.argmax(np.array([1, NaN, 2])).js();
const second = np.argmax(np.array([NaN, 1])).js();
const least = np.argmin(np.array([1, 2, NaN])).js();
const taken = np.take(np.array([10, 20, 30]), np.array([first], { dtype: np.int32 })).js()[0];
console.log(
  `argmax of [1, NaN, 2]: ${first}, of [NaN, 1]: ${second}; argmin of [1, 2, NaN]: ${least}` +
    `; take([10, 20, 30], ${first}): ${taken}`,
);
process.exit(first === 3 && second === 2 && least === 3 && taken === 10 ? 0 : 1);
END
node run.mjs
