#!/bin/sh
# assemblyscript 0.28.20 (npm): sort() of 32-bit integers.
#
# Guess: without a comparator integers are sorted by size.
# Seen: two integers are compared by their difference, which has 32 bits as well. Where they lie more than 2^31 apart it
#   wraps around, and the larger one counts as the smaller: two billion comes before minus two billion, in Array<i32>
#   and in Int32Array. Arrays of i64 and u32 are right. Hashes and sums of scores are spread that wide.
# Output seen:
#   Array<i32>: 2000000000 -2000000000 1 5
#   Int32Array: 2000000000 -2000000000 1 5
#   Array<i64>: -2000000000 1 5 2000000000
#   JavaScript: -2000000000 1 5 2000000000
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . assemblyscript@0.28.20
cat > run.mjs <<'END'
import { execFileSync } from "node:child_process";
import { renameSync, writeFileSync } from "node:fs";
async function compile(source) {
  writeFileSync("code.ts", source);
  const compiler = "node_modules/assemblyscript/bin/asc.js";
  execFileSync(process.execPath, [compiler, "code.ts", "-o", "code.wasm", "--bindings", "esm", "-O"]);
  renameSync("code.js", "code.mjs");
  return import(`${process.cwd()}/code.mjs`);
}
const lines = [];
const numbers = [2000000000, -2000000000, 1, 5];
const { list, array, long } = await compile(`
export function list(): string {
  const a: i32[] = [${numbers}];
  return a.sort().join(" ");
}
export function array(): string {
  const a = new Int32Array(4);
  a.set([${numbers}]);
  return a.sort().join(" ");
}
export function long(): string {
  const a: i64[] = [${numbers}];
  return a.sort().join(" ");
}
`);
lines.push(`Array<i32>: ${list()}`, `Int32Array: ${array()}`, `Array<i64>: ${long()}`);
lines.push(`JavaScript: ${Int32Array.from(numbers).sort().join(" ")}`);
console.log(lines.join("\n"));
const seen = [
  "Array<i32>: 2000000000 -2000000000 1 5",
  "Int32Array: 2000000000 -2000000000 1 5",
  "Array<i64>: -2000000000 1 5 2000000000",
  "JavaScript: -2000000000 1 5 2000000000",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.mjs
