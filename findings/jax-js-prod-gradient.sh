#!/bin/sh
# @jax-js/jax 0.1.25 (npm): the gradient of prod and cumprod where one factor is 0.
#
# Guess: of 2 * 0 * 3 by its middle factor 6, as in JAX, whose products are differentiated without a division.
# Seen: NaN. The product is divided by the factor; survival products, prod(1 - p), lose all their gradients when one p is 1,
#   and so when a halting head is sure.
# Output seen:
#   prod of 2, 0, 3: 0,NaN,0; of 2, 1, 3: 3,6,2
#   sum of cumprod of 2, 0, 3: 1,NaN,0; of 2, 1, 3: 5,8,2
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
const round = (g) => Math.round(g * 1e4) / 1e4 + 0;
for (const [name, f] of [["prod", np.prod], ["sum of cumprod", (x) => np.sum(np.cumprod(x))]])
  lines.push(`${name} of 2, 0, 3: ${grad(f)(np.array([2, 0, 3])).js().map(round).join()}; of 2, 1, 3: ${grad(f)(np.array([2, 1, 3])).js().map(round).join()}`);
console.log(lines.join("\n"));
const seen = [
  "prod of 2, 0, 3: 0,NaN,0; of 2, 1, 3: 3,6,2",
  "sum of cumprod of 2, 0, 3: 1,NaN,0; of 2, 1, 3: 5,8,2",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.mjs
