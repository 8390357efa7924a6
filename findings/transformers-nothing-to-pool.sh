#!/bin/sh
# @huggingface/transformers 4.3.1 (npm): mean_pooling of a text without a counted token, normalize of a vector of zeros.
#
# Guess: zeros, as in PyTorch, where normalize divides by at least 1e-12, and in sentence-transformers, whose mean pooling
#   divides by at least 1e-9.
# Seen: 0 / 0. One empty entry of a batch is NaN, and so is its likeness to every other: NaN sorts anywhere.
# Output seen:
#   one token counts: 1, 2
#   none: NaN, NaN
#   normalize of [0, 0] and [3, 4]: NaN, NaN, 0.6, 0.8
#   cos_sim of [0, 0] and [1, 1]: NaN
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @huggingface/transformers@4.3.1
cat > run.mjs <<'END'
import { Tensor, mean_pooling, cos_sim } from "@huggingface/transformers";
const lines = [];
const tokens = new Tensor("float32", Float32Array.from([1, 2, 3, 4]), [1, 2, 2]);
const mask = (...counted) => new Tensor("int64", BigInt64Array.from(counted.map(BigInt)), [1, 2]);
lines.push(`one token counts: ${Array.from(mean_pooling(tokens, mask(1, 0)).data).join(", ")}`);
lines.push(`none: ${Array.from(mean_pooling(tokens, mask(0, 0)).data).join(", ")}`);
const rows = new Tensor("float32", Float32Array.from([0, 0, 3, 4]), [2, 2]).normalize(2, 1);
lines.push(`normalize of [0, 0] and [3, 4]: ${Array.from(rows.data, (x) => Math.round(x * 1e4) / 1e4).join(", ")}`);
lines.push(`cos_sim of [0, 0] and [1, 1]: ${cos_sim([0, 0], [1, 1])}`);
console.log(lines.join("\n"));
const seen = [
  "one token counts: 1, 2",
  "none: NaN, NaN",
  "normalize of [0, 0] and [3, 4]: NaN, NaN, 0.6, 0.8",
  "cos_sim of [0, 0] and [1, 1]: NaN",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.mjs
