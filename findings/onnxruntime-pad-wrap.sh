#!/bin/sh
# onnxruntime-web 1.30.0 (npm, WebAssembly): Pad with mode "wrap" by more than the row is long.
#
# Guess: the row goes on in both directions as if it were repeated for ever.
# Seen: behind the row it does. Before it, it is repeated once; the cells further out are not written and hold whatever
#   was there, 0 or NaN when this was tried. A torus of 3 cells that is looked at through a window of 11 is such a row.
# Output seen (- is a cell that is wrong):
#   3 before, 0 after: 1 2 3 1 2 3, right 1 2 3 1 2 3
#   5 before, 0 after: - - 1 2 3 1 2 3, right 2 3 1 2 3 1 2 3
#   0 before, 5 after: 1 2 3 1 2 3 1 2, right 1 2 3 1 2 3 1 2
#   8 before, 8 after: - - - - - 1 2 3 1 2 3 1 2 3 1 2 3 1 2, right 2 3 1 2 3 1 2 3 1 2 3 1 2 3 1 2 3 1 2
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . \
  onnxruntime-web@1.30.0 onnxruntime-common@1.30.0 onnx-proto@8.0.1
cat > run.cjs <<'END'
const { onnx } = require("onnx-proto");
const ort = require("onnxruntime-web");
ort.env.wasm.numThreads = 1;
const types = { float32: 1, int64: 7 };
async function run(opType, inputs, attribute = []) {
  const value = (name, { type, dims }) => ({
    name,
    type: { tensorType: { elemType: types[type], shape: { dim: dims.map((dimValue) => ({ dimValue })) } } },
  });
  const names = inputs.map((_, i) => `x${i}`);
  const graph = {
    name: "g",
    node: [{ opType, input: names, output: ["y"], attribute }],
    input: inputs.map((tensor, i) => value(names[i], tensor)),
    output: [{ name: "y", type: { tensorType: { elemType: types[inputs[0].type] } } }],
  };
  const model = onnx.ModelProto.create({ irVersion: 10, opsetImport: [{ domain: "", version: 22 }], graph });
  const bytes = onnx.ModelProto.encode(model).finish();
  const session = await ort.InferenceSession.create(bytes, { executionProviders: ["wasm"] });
  const { y } = await session.run(Object.fromEntries(inputs.map((tensor, i) => [names[i], tensor])));
  return Array.from(y.data);
}
const floats = (numbers, dims = [numbers.length]) => new ort.Tensor("float32", Float32Array.from(numbers), dims);
const integers = (numbers) => new ort.Tensor("int64", BigInt64Array.from(numbers.map(BigInt)), [numbers.length]);
const lines = [];
const row = [1, 2, 3];
const mode = [{ name: "mode", type: 3, s: Buffer.from("wrap") }];
(async () => {
  for (const [before, after] of [[3, 0], [5, 0], [0, 5], [8, 8]]) {
    const padded = await run("Pad", [floats(row), integers([before, after])], mode);
    const right = padded.map((_, i) => row[(i - before + 3 * before) % 3]);
    const cells = padded.map((cell, i) => (cell === right[i] ? cell : "-"));
    lines.push(`${before} before, ${after} after: ${cells.join(" ")}, right ${right.join(" ")}`);
  }
  console.log(lines.join("\n"));
  const seen = [
    "3 before, 0 after: 1 2 3 1 2 3, right 1 2 3 1 2 3",
    "5 before, 0 after: - - 1 2 3 1 2 3, right 2 3 1 2 3 1 2 3",
    "0 before, 5 after: 1 2 3 1 2 3 1 2, right 1 2 3 1 2 3 1 2",
    "8 before, 8 after: - - - - - 1 2 3 1 2 3 1 2 3 1 2 3 1 2, right 2 3 1 2 3 1 2 3 1 2 3 1 2 3 1 2 3 1 2",
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
