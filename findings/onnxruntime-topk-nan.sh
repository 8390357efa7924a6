#!/bin/sh
# onnxruntime-web 1.30.0 (npm, WebAssembly): TopK, ArgMax and ReduceMax of a row that holds one NaN.
#
# Guess: as in PyTorch and NumPy a NaN counts as the maximum and so is seen, or it is passed over; wherever it stands.
# Seen: it depends on where it stands and on k. In the first place all three show it. In the second, ReduceMax and
#   ArgMax pass it over, and so does TopK with k = 1; with k = 2 TopK returns that NaN and, before it, the smallest
#   number of the row, as the best two of 512. Further on it is passed over by all. A sampler's candidates come from the
#   wrong end.
# Output seen (a row of 0, 7, 14, ... modulo 512, one entry replaced by NaN; the largest number is 511):
#   NaN at 0: ReduceMax NaN, ArgMax at 0, TopK of 1 NaN, TopK of 2 NaN 511
#   NaN at 1: ReduceMax 511, ArgMax at 73, TopK of 1 511, TopK of 2 0 NaN
#   NaN at 256: ReduceMax 511, ArgMax at 73, TopK of 1 511, TopK of 2 511 510
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . \
  onnxruntime-web@1.30.0 onnxruntime-common@1.30.0 onnx-proto@8.0.1
cat > run.cjs <<'END'
const { onnx } = require("onnx-proto");
const ort = require("onnxruntime-web");
const n = 512;
const tensor = (name, elemType, ...dims) => ({
  name,
  type: { tensorType: { elemType, shape: { dim: dims.map((dimValue) => ({ dimValue })) } } },
});
const number = (name, value) => ({ name, dataType: 7, dims: [1], int64Data: [value] });
const attribute = [{ name: "axis", type: 2, i: 1 }];
const model = onnx.ModelProto.encode(
  onnx.ModelProto.create({
    irVersion: 10,
    opsetImport: [{ domain: "", version: 18 }],
    graph: {
      name: "g",
      node: [
        { opType: "ReduceMax", input: ["x", "axes"], output: ["max"] },
        { opType: "ArgMax", input: ["x"], output: ["arg"], attribute },
        { opType: "TopK", input: ["x", "k1"], output: ["one", "i1"], attribute },
        { opType: "TopK", input: ["x", "k2"], output: ["two", "i2"], attribute },
      ],
      input: [tensor("x", 1, 1, n)],
      output: [tensor("max", 1, 1, 1), tensor("arg", 7, 1, 1), tensor("one", 1, 1, 1), tensor("two", 1, 1, 2)],
      initializer: [number("axes", 1), number("k1", 1), number("k2", 2)],
    },
  }),
).finish();
(async () => {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(model, { executionProviders: ["wasm"] });
  const lines = [];
  for (const place of [0, 1, 256]) {
    const x = Float32Array.from({ length: n }, (_, i) => (i === place ? NaN : (i * 7) % n));
    const { max, arg, one, two } = await session.run({ x: new ort.Tensor("float32", x, [1, n]) });
    const best = `TopK of 1 ${one.data[0]}, TopK of 2 ${two.data.join(" ")}`;
    lines.push(`NaN at ${place}: ReduceMax ${max.data[0]}, ArgMax at ${arg.data[0]}, ${best}`);
  }
  console.log(lines.join("\n"));
  const seen = [
    "NaN at 0: ReduceMax NaN, ArgMax at 0, TopK of 1 NaN, TopK of 2 NaN 511",
    "NaN at 1: ReduceMax 511, ArgMax at 73, TopK of 1 511, TopK of 2 0 NaN",
    "NaN at 256: ReduceMax 511, ArgMax at 73, TopK of 1 511, TopK of 2 511 510",
  ];
  process.exit(lines.join() === seen.join() ? 0 : 1);
})();
END
node run.cjs
