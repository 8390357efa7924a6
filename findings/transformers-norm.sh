#!/bin/sh
# @huggingface/transformers 4.3.1 (npm): Tensor.norm and normalize with p other than 2.
#
# Guess: as in PyTorch, the sum of |x|^p to the power 1 / p, and for infinity the largest |x|.
# Seen: there is no absolute value: with p = 1 of 3 and -4 it is -1, with p = 3 NaN, so that normalize(1) turns signs round.
#   With p infinite it is 1, whatever the tensor holds. Only even p are right.
# Output seen:
#   norm(2) of 3 and -4: 5
#   norm(1) of 3 and -4: -1
#   norm(3) of 3 and -4: NaN
#   norm(Infinity) of 3 and -4: 1
#   normalize(1): -3, 4
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @huggingface/transformers@4.3.1
cat > run.mjs <<'END'
import { Tensor } from "@huggingface/transformers";
const lines = [];
const x = new Tensor("float32", Float32Array.from([3, -4]), [2]);
for (const p of [2, 1, 3, Infinity]) lines.push(`norm(${p}) of 3 and -4: ${x.norm(p).data[0]}`);
const row = new Tensor("float32", Float32Array.from([3, -4]), [1, 2]);
lines.push(`normalize(1): ${Array.from(row.normalize(1, 1).data).join(", ")}`);
console.log(lines.join("\n"));
const seen = [
  "norm(2) of 3 and -4: 5",
  "norm(1) of 3 and -4: -1",
  "norm(3) of 3 and -4: NaN",
  "norm(Infinity) of 3 and -4: 1",
  "normalize(1): -3, 4",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.mjs
