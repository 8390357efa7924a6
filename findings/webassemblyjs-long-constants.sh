#!/bin/sh
# @webassemblyjs/wasm-edit and wast-parser 1.14.1 (npm): WebAssembly text to nodes, and nodes added to a module.
#
# Guess: a global made from the text (i64.const 1000) is 1000, one from (f64.const inf) infinite, as with wabt.
# Seen: every i64 constant becomes 0, as the writer takes the two halves of 32 bits for a number. An infinity
#   becomes 1 with its sign and NaN 2251799813685248, as the marks that say what they are get lost on the way to the bytes. The
#   modules are valid. i32 and finite floats are right.
# Output seen:
#   i64.const 1000: 0, wabt 1000
#   i64.const -1: 0, wabt -1
#   f64.const inf: 1, wabt Infinity
#   f32.const -inf: -1, wabt -Infinity
#   f64.const nan: 2251799813685248, wabt NaN
#   f64.const 1.5: 1.5, wabt 1.5
#   i32.const 1_000: 1000, wabt 1000
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . wabt@1.0.36 @webassemblyjs/ast@1.14.1 \
  @webassemblyjs/wast-parser@1.14.1 @webassemblyjs/wasm-edit@1.14.1
cat > run.cjs <<'END'
const ast = require("@webassemblyjs/ast");
const { parse } = require("@webassemblyjs/wast-parser");
const { add } = require("@webassemblyjs/wasm-edit");
const constants = ["i64.const 1000", "i64.const -1", "f64.const inf", "f32.const -inf", "f64.const nan"];
constants.push("f64.const 1.5", "i32.const 1_000");
const global = (text, start = "global") => `(module (${start} ${text.slice(0, 3)} (${text})))`;
const run = (bytes, name) => new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports[name].value;
require("wabt")().then((wabt) => {
  const build = (text) => wabt.parseWat("module.wat", text).toBinary({}).buffer;
  const base = build(global("i32.const 0", `global (export "first")`));
  const seen = constants.map((text) => {
    const [node] = parse(global(text, "global $second")).body[0].fields;
    node.init.push(ast.instruction("end"));
    const place = ast.moduleExport("second", ast.moduleExportDescr("Global", ast.indexLiteral(1)));
    const here = run(add(base, [node, place]), "second");
    const other = run(build(global(text, `global (export "second")`)), "second");
    console.log(`${text}: ${here}, wabt ${other}`);
    return [here, other].join();
  });
  const expected = "0,1000 0,-1 1,Infinity -1,-Infinity 2251799813685248,NaN 1.5,1.5 1000,1000";
  process.exit(seen.join(" ") === expected ? 0 : 1);
});
END
node run.cjs
