#!/bin/sh
# assemblyscript 0.28.20 (npm): NaN in a Map or a Set.
#
# Guess: as in JavaScript NaN is one key like any other: it is found again, replaced and deleted. includes() of an
#   array, which goes by the same rule there, finds it here too.
# Seen: it is never found. Each NaN that is set is one more entry, has() says no, and delete() leaves it. A table of
#   what was seen grows by one with each undefined loss.
# Output seen:
#   AssemblyScript: set twice 2, has false, left 1, includes true
#   JavaScript: set twice 1, has true, left 0, includes true
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
const { keys, found, left, included } = await compile(`
export function keys(): i32 {
  const map = new Map<f64, i32>();
  map.set(NaN, 1);
  map.set(NaN, 2);
  return map.size;
}
export function found(): bool {
  const set = new Set<f64>();
  set.add(NaN);
  return set.has(NaN);
}
export function left(): i32 {
  const set = new Set<f64>();
  set.add(NaN);
  set.delete(NaN);
  return set.size;
}
export function included(): bool {
  const list: f64[] = [NaN];
  return list.includes(NaN);
}
`);
const say = (...results) => `set twice ${results[0]}, has ${results[1]}, left ${results[2]}, includes ${results[3]}`;
lines.push(`AssemblyScript: ${say(keys(), found(), left(), included())}`);
const set = new Set([NaN]);
const has = set.has(NaN);
set.delete(NaN);
lines.push(`JavaScript: ${say(new Map([[NaN, 1], [NaN, 2]]).size, has, set.size, [NaN].includes(NaN))}`);
console.log(lines.join("\n"));
const seen = [
  "AssemblyScript: set twice 2, has false, left 1, includes true",
  "JavaScript: set twice 1, has true, left 0, includes true",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.mjs
