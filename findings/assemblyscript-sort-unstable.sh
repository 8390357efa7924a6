#!/bin/sh
# assemblyscript 0.28.20 (npm): sort() with a comparator.
#
# Guess: what compares as equal keeps its order, as JavaScript demands since 2019; the library names its algorithm a
#   stable one.
# Seen: up to 48 items, which are sorted by insertion, it does; from 49 on not. Sorting cells by column and then by row,
#   or candidates by score with the first of equals in front, gives another order than in JavaScript.
# Output seen (keys 0, 1, 0, 1 and so on: places where an earlier item comes after a later one):
#   48 items: 0, JavaScript 0
#   49 items: 7, JavaScript 0
#   100 items: 31, JavaScript 0
#   1000 items: 241, JavaScript 0
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
const { wrong } = await compile(`
class Item {
  constructor(public key: i32, public place: i32) {}
}
export function wrong(n: i32): i32 {
  const items: Item[] = [];
  for (let i = 0; i < n; i++) items.push(new Item(i % 2, i));
  items.sort((a, b) => a.key - b.key);
  let count = 0;
  for (let i = 1; i < n; i++) {
    if (items[i - 1].key == items[i].key && items[i - 1].place > items[i].place) count++;
  }
  return count;
}
`);
function wrongHere(n) {
  const items = Array.from({ length: n }, (_, place) => ({ key: place % 2, place }));
  items.sort((a, b) => a.key - b.key);
  return items.filter(({ key, place }, i) => i && items[i - 1].key === key && items[i - 1].place > place).length;
}
for (const n of [48, 49, 100, 1000]) lines.push(`${n} items: ${wrong(n)}, JavaScript ${wrongHere(n)}`);
console.log(lines.join("\n"));
const seen = [
  "48 items: 0, JavaScript 0",
  "49 items: 7, JavaScript 0",
  "100 items: 31, JavaScript 0",
  "1000 items: 241, JavaScript 0",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.mjs
