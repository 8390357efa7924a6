#!/bin/sh
# @huggingface/transformers 4.3.1 (npm): Tensor.to, the conversion of a tensor to another type.
#
# Guess: to("float16") gives the nearest half-precision numbers, or throws where the engine has no Float16Array (Node 20
#   and 22, older browsers); to("bool") gives 1 for all that is not 0; integers are cut off towards zero.
# Seen: without Float16Array the numbers are stored as integers in the places of the bits: 1 becomes the bits 0x0001,
#   which is 6e-8, 0.5 becomes 0 and 70000 becomes 4464. As bool, -2 is 254 and 0.3 is 0. -2.7 is -2 as int8 and int32
#   but -3 as int64. A model that takes float16 input runs on noise and says nothing.
# Output seen:
#   float16 bits of 1, 0.5, 70000: 1, 0, 4464 (right: 15360, 14336, 31744)
#   bool of 0, 0.3, -2: 0, 0, 254
#   -2.7 as int8 -2, as int32 -2, as int64 -3
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @huggingface/transformers@4.3.1
cat > run.mjs <<'END'
delete globalThis.Float16Array; // As in Node 20 and 22.
const { Tensor } = await import("@huggingface/transformers");
const to = (type, ...numbers) => [...new Tensor("float32", Float32Array.from(numbers), [numbers.length]).to(type).data];
const half = to("float16", 1, 0.5, 70000).join(", ");
const bool = to("bool", 0, 0.3, -2).join(", ");
const cut = ["int8", "int32", "int64"].map((type) => `as ${type} ${to(type, -2.7)[0]}`).join(", ");
console.log(`float16 bits of 1, 0.5, 70000: ${half} (right: 15360, 14336, 31744)`);
console.log(`bool of 0, 0.3, -2: ${bool}`);
console.log(`-2.7 ${cut}`);
process.exit(
  half === "1, 0, 4464" && bool === "0, 0, 254" && cut === "as int8 -2, as int32 -2, as int64 -3" ? 0 : 1,
);
END
node run.mjs
