#!/bin/sh
# @webassemblyjs/wasm-parser and wast-printer 1.14.1 (npm): a WebAssembly module to nodes, and nodes to text.
#
# Guess: what is printed of a module is that module.
# Seen: the memory of 1 page is printed as (memory 0 1), which is one of 0 to 1 pages: what used to be in its first
#   page is now outside. The 0 is its number, which the text format has no place for. An infinity is printed as 1 and
#   NaN as 2251799813685248; a load of a byte gets a type "u32", which there is not. i64 constants are right.
# Output seen:
#   (memory 1): printed (memory 0 1), pages 1 before, 0 after
#   (f64.const inf): printed (f64.const 1), value Infinity before, 1 after
#   (i64.const -5): printed (i64.const -5), value -5 before, -5 after
#   (i32.load8_u (i32.const 0)): printed (u32.load8_u offset=0)
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . wabt@1.0.36 @webassemblyjs/wasm-parser@1.14.1 \
  @webassemblyjs/wast-printer@1.14.1
cat > run.cjs <<'END'
const { decode } = require("@webassemblyjs/wasm-parser");
const { print } = require("@webassemblyjs/wast-printer");
require("wabt")().then((wabt) => {
  const build = (text) => wabt.parseWat("module.wat", text).toBinary({}).buffer;
  const exported = (bytes) => new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports.x;
  const find = (text, pattern) => text.match(pattern)[0];
  const memory = build(`(module (memory (export "x") 1))`);
  const memoryText = print(decode(memory, {}));
  const pages = [memory, build(memoryText)].map((bytes) => exported(bytes).buffer.byteLength / 65536);
  console.log(`(memory 1): printed ${find(memoryText, /\(memory [\d ]+\)/)}, pages ${pages[0]} before, ${pages[1]} after`);
  const values = [["f64", "inf"], ["i64", "-5"]].map(([type, constant]) => {
    const bytes = build(`(module (func (export "x") (result ${type}) (${type}.const ${constant})))`);
    const text = print(decode(bytes, {}));
    const [before, after] = [bytes, build(text)].map((list) => String(exported(list)()));
    const printed = find(text, /\(\w+\.const [^)]*\)/);
    console.log(`(${type}.const ${constant}): printed ${printed}, value ${before} before, ${after} after`);
    return `${before},${after}`;
  });
  const load = build(`(module (memory 1) (func (result i32) (i32.load8_u (i32.const 0))))`);
  const printed = find(print(decode(load, {})), /\(\w+\.load8_u[^)]*\)/);
  console.log(`(i32.load8_u (i32.const 0)): printed ${printed}`);
  process.exit([...pages, ...values].join(" ") === "1 0 Infinity,1 -5,-5" && printed.startsWith("(u32") ? 0 : 1);
});
END
node run.cjs
