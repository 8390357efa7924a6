#!/bin/sh
# @jax-js/jax 0.1.25 (npm): the gradient of power(x, 2).
#
# Guess: 2 x, and 0 at x = 0, as with square(x) and in JAX.
# Seen: at 0 the gradient is NaN. Weights that start at zero, padding, and residuals of a cell that is exactly right
#   make all gradients of a mean squared error NaN; with square(x) they are right.
# Output seen:
#   gradient at 0, -1, 3: of power(x, 2) NaN,-2,6; of square(x) 0,-2,6
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @jax-js/jax@0.1.25
cat > run.mjs <<'END'
import { init, defaultDevice, grad, numpy as np } from "@jax-js/jax";
await init("wasm");
defaultDevice("wasm");
const round = (g) => Math.round(g * 1e4) / 1e4 + 0;
const gradient = (f) => grad((x) => np.sum(f(x)))(np.array([0, -1, 3])).js().map(round).join();
const line = `of power(x, 2) ${gradient((x) => np.power(x, 2))}; of square(x) ${gradient((x) => np.square(x))}`;
console.log(`gradient at 0, -1, 3: ${line}`);
process.exit(line === "of power(x, 2) NaN,-2,6; of square(x) 0,-2,6" ? 0 : 1);
END
node run.mjs
