#!/bin/sh
# onnxruntime-web 1.30.0 (npm, WebAssembly): Sigmoid, as under every gate, halting head and SiLU.
#
# Guess: like its Exp, which is right to the last bit or two down to 1e-38, Sigmoid keeps its relative precision for
#   very negative input: sigmoid(-18) is 1.5e-8.
# Seen: at -16 and -17 the answer is off by half and by a quarter, and from -18 on it is exactly 0; 1 / (1 + Exp(-x)),
#   put together from the same runtime's own Neg, Exp, Add and Reciprocal, is right. A logarithm of the probability is
#   then minus infinity, and a gate that is nearly closed is closed.
# Output seen:
#   x             Sigmoid       from Exp
#   -10           4.5419e-5     4.5398e-5
#   -16           5.9605e-8     1.1254e-7
#   -17           2.9802e-8     4.1399e-8
#   -18           0.0000e+0     1.5230e-8
#   -30           0.0000e+0     9.3576e-14
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . \
  onnxruntime-web@1.30.0 onnxruntime-common@1.30.0 onnx-proto@8.0.1
cat > run.cjs <<'END'
const { onnx } = require("onnx-proto");
const ort = require("onnxruntime-web");
const xs = Float32Array.of(-10, -16, -17, -18, -30);
const tensor = (name) => ({ name, type: { tensorType: { elemType: 1, shape: { dim: [{ dimValue: xs.length }] } } } });
const node = (opType, input, output) => ({ opType, input, output: [output] });
const model = onnx.ModelProto.encode(
  onnx.ModelProto.create({
    irVersion: 10,
    opsetImport: [{ domain: "", version: 21 }],
    graph: {
      name: "g",
      node: [
        node("Sigmoid", ["x"], "y"),
        node("Neg", ["x"], "n"),
        node("Exp", ["n"], "e"),
        node("Add", ["e", "one"], "s"),
        node("Reciprocal", ["s"], "z"),
      ],
      input: [tensor("x")],
      output: [tensor("y"), tensor("z")],
      initializer: [{ name: "one", dataType: 1, dims: [], floatData: [1] }],
    },
  }),
).finish();
(async () => {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(model, { executionProviders: ["wasm"] });
  const { y, z } = await session.run({ x: new ort.Tensor("float32", xs, [xs.length]) });
  console.log("x".padEnd(14) + "Sigmoid".padEnd(14) + "from Exp");
  xs.forEach((x, i) =>
    console.log(String(x).padEnd(14) + y.data[i].toExponential(4).padEnd(14) + z.data[i].toExponential(4)),
  );
  const off = (value, x) => Math.abs(value * (1 + Math.exp(-x)) - 1);
  const rough = off(y.data[2], xs[2]) > 0.2 && y.data[3] === 0 && y.data[4] === 0;
  process.exit(rough && xs.every((x, i) => off(z.data[i], x) < 1e-6) ? 0 : 1);
})();
END
node run.cjs
