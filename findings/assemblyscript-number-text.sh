#!/bin/sh
# assemblyscript 0.28.20 (npm): numbers as text.
#
# Guess: as in JavaScript a number becomes the shortest text that is read back as it, and of several such the nearest.
# Seen: for a fifth of the numbers tried another text comes. Most are as short but not the nearest: 0.1 + 0.2 ends in 7
#   rather than in 4. Some are longer than need be: 1e23 has sixteen digits. All are read back right, so what differs is
#   every comparison of texts, as of a log or a table of expected results.
# Output seen (JavaScript's text is the second; 10,000 numbers of a fixed sequence):
#   0.30000000000000007, 0.30000000000000004: one number
#   9.999999999999999e+22, 1e+23: one number
#   2.0999999999999998, 2.0999999999999996: one number
#   of 10000: 2099 other texts, 3 of them longer, 0 another number
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
const { text } = await compile(`export function text(x: f64): string { return x.toString(); }`);
for (const x of [0.1 + 0.2, 1e23, 0.7 * 3]) {
  lines.push(`${text(x)}, ${x}: ${Number(text(x)) === x ? "one number" : "two numbers"}`);
}
let [state, other, longer, wrong] = [1, 0, 0, 0];
for (let i = 0; i < 10000; i++) {
  state = (state * 48271) % 2147483647;
  const x = (state / 2147483647) * Number(`1e${(i % 30) - 15}`);
  // Where JavaScript writes 5, it writes 5.0.
  const [there, here] = [text(x).replace(/\.0$/, ""), String(x)];
  if (there !== here) other++;
  if (there.length > here.length) longer++;
  if (Number(there) !== x) wrong++;
}
lines.push(`of 10000: ${other} other texts, ${longer} of them longer, ${wrong} another number`);
console.log(lines.join("\n"));
const seen = [
  "0.30000000000000007, 0.30000000000000004: one number",
  "9.999999999999999e+22, 1e+23: one number",
  "2.0999999999999998, 2.0999999999999996: one number",
  "of 10000: 2099 other texts, 3 of them longer, 0 another number",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.mjs
