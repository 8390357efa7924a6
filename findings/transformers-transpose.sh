#!/bin/sh
# @huggingface/transformers 4.3.1 (npm): Tensor.transpose, in a class that follows PyTorch's.
#
# Guess: transpose(1, 2) swaps these two dimensions, as in PyTorch.
# Seen: it is permute under another name. On a matrix transpose(0, 1) changes nothing. On three dimensions transpose(1, 2)
#   gives a tensor of two, all zeros, without an error; where the first dimension is larger than 1 it may throw one about
#   lengths. Code brought over from PyTorch attends to zeros.
# Output seen:
#   2 x 3, transpose(0, 1): [2,3] 1,2,3,4,5,6
#   2 x 3, permute(1, 0): [3,2] 1,4,2,5,3,6
#   1 x 2 x 3, transpose(1, 2): [2,3] 0,0,0,0,0,0
#   1 x 2 x 3, permute(0, 2, 1): [1,3,2] 1,4,2,5,3,6
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @huggingface/transformers@4.3.1
cat > run.mjs <<'END'
import { Tensor } from "@huggingface/transformers";
const lines = [];
const counted = (...dims) => new Tensor("float32", Float32Array.from({ length: 6 }, (_, i) => i + 1), dims);
const say = ({ dims, data }) => `[${dims}] ${Array.from(data).join()}`;
lines.push(`2 x 3, transpose(0, 1): ${say(counted(2, 3).transpose(0, 1))}`);
lines.push(`2 x 3, permute(1, 0): ${say(counted(2, 3).permute(1, 0))}`);
lines.push(`1 x 2 x 3, transpose(1, 2): ${say(counted(1, 2, 3).transpose(1, 2))}`);
lines.push(`1 x 2 x 3, permute(0, 2, 1): ${say(counted(1, 2, 3).permute(0, 2, 1))}`);
console.log(lines.join("\n"));
const seen = [
  "2 x 3, transpose(0, 1): [2,3] 1,2,3,4,5,6",
  "2 x 3, permute(1, 0): [3,2] 1,4,2,5,3,6",
  "1 x 2 x 3, transpose(1, 2): [2,3] 0,0,0,0,0,0",
  "1 x 2 x 3, permute(0, 2, 1): [1,3,2] 1,4,2,5,3,6",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.mjs
