#!/bin/sh
# onnxruntime-web 1.30.0 (npm, WebAssembly): MaxPool where all cells of a window are minus infinity.
#
# Guess: the largest of four times minus infinity is minus infinity, as for ReduceMax.
# Seen: it is -3.4e38, the lowest finite number. What was masked out is not masked any longer: a later test for infinity
#   says no, and the difference to another such cell is 0 rather than NaN, so that a softmax over nothing but masked
#   windows is a flat distribution.
# Output seen:
#   of -Infinity: MaxPool -3.40e+38, ReduceMax -Infinity
#   of -1e+30: MaxPool -1.00e+30, ReduceMax -1.00e+30
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
const types = { float32: 1 };
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
const lines = [];
const kernel = [{ name: "kernel_shape", type: 7, ints: [2, 2] }];
(async () => {
  for (const cell of [-Infinity, -1e30]) {
    const cells = floats([cell, cell, cell, cell], [1, 1, 2, 2]);
    const [pool] = await run("MaxPool", [cells], kernel);
    const [reduce] = await run("ReduceMax", [cells]);
    lines.push(`of ${cell}: MaxPool ${pool.toPrecision(3)}, ReduceMax ${reduce.toPrecision(3)}`);
  }
  console.log(lines.join("\n"));
  const seen = [
    "of -Infinity: MaxPool -3.40e+38, ReduceMax -Infinity",
    "of -1e+30: MaxPool -1.00e+30, ReduceMax -1.00e+30",
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
