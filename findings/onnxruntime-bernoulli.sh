#!/bin/sh
# onnxruntime-web 1.30.0 (npm, WebAssembly): the ONNX operator Bernoulli.
#
# Guess: as the standard says, the output is 1 with probability p, the input.
# Seen: it is 1 with probability 1 - p; where p is 0 it is always 1, where p is 1 always 0. At p = 0.5, where one tries
#   it, nothing shows. A mask or a noise drawn with it is the opposite of the one that was meant.
# Output seen (10,000 draws each, seed 1):
#   p = 0: 1.000 ones, p = 0.1: 0.90 ones, p = 0.5: 0.50 ones, p = 1: 0.000 ones
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . \
  onnxruntime-web@1.30.0 onnxruntime-common@1.30.0 onnx-proto@8.0.1
cat > run.cjs <<'END'
const { onnx } = require("onnx-proto");
const ort = require("onnxruntime-web");
const n = 10000;
const tensor = (name) => ({ name, type: { tensorType: { elemType: 1, shape: { dim: [{ dimValue: n }] } } } });
const attribute = [{ name: "seed", type: 1, f: 1 }];
const model = onnx.ModelProto.encode(
  onnx.ModelProto.create({
    irVersion: 8,
    opsetImport: [{ domain: "", version: 15 }],
    graph: {
      name: "g",
      node: [{ opType: "Bernoulli", input: ["p"], output: ["y"], attribute }],
      input: [tensor("p")],
      output: [tensor("y")],
    },
  }),
).finish();
(async () => {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(model, { executionProviders: ["wasm"] });
  const share = {};
  for (const p of [0, 0.1, 0.5, 1]) {
    const { y } = await session.run({ p: new ort.Tensor("float32", new Float32Array(n).fill(p), [n]) });
    share[p] = y.data.reduce((sum, one) => sum + one, 0) / n;
  }
  console.log(
    `p = 0: ${share[0].toFixed(3)} ones, p = 0.1: ${share[0.1].toFixed(2)} ones` +
      `, p = 0.5: ${share[0.5].toFixed(2)} ones, p = 1: ${share[1].toFixed(3)} ones`,
  );
  process.exit(share[0] === 1 && share[0.1] > 0.8 && share[1] === 0 ? 0 : 1);
})();
END
node run.cjs
