#!/bin/sh
# onnxruntime-web 1.30.0 (npm, WebAssembly): GroupNormalization beside LayerNormalization and InstanceNormalization.
#
# Guess: all three take away the mean and divide by the deviation, so for one group they give the same numbers; a mean
#   that is large against the deviation costs some digits.
# Seen: on 10000, 10001, 10002, 10003 the first gives numbers 350 times too large, where the other two are right to
#   three digits and more: its variance comes out as 0, and the epsilon takes its place. Whoever swaps one for the
#   other, since "it is the same for one group", gets an explosion after the first layer with an offset.
# Output seen:
#   LayerNormalization: -1.342 -0.447 0.447 1.342
#   InstanceNormalization: -1.342 -0.447 0.447 1.342
#   GroupNormalization: -474.342 -158.114 158.114 474.342
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . \
  onnxruntime-web@1.30.0 onnxruntime-common@1.30.0 onnx-proto@8.0.1
cat > run.cjs <<'END'
const { onnx } = require("onnx-proto");
const ort = require("onnxruntime-web");
const x = Float32Array.of(10000, 10001, 10002, 10003);
const epsilon = { name: "epsilon", type: 1, f: 1e-5 };
const tensor = (name) => ({
  name,
  type: { tensorType: { elemType: 1, shape: { dim: [1, 1, 4].map((dimValue) => ({ dimValue })) } } },
});
const fill = (name, dims, value) => ({ name, dataType: 1, dims, floatData: new Array(dims[0]).fill(value) });
async function run(opType, initializer, attribute) {
  const input = ["x", ...initializer.map(({ name }) => name)];
  const node = [{ opType, input, output: ["y"], attribute: [epsilon, ...attribute] }];
  const graph = { name: "g", node, input: [tensor("x")], output: [tensor("y")], initializer };
  const model = onnx.ModelProto.create({ irVersion: 10, opsetImport: [{ domain: "", version: 21 }], graph });
  const session = await ort.InferenceSession.create(onnx.ModelProto.encode(model).finish(), {
    executionProviders: ["wasm"],
  });
  const { y } = await session.run({ x: new ort.Tensor("float32", x, [1, 1, 4]) });
  console.log(`${opType}: ${[...y.data].map((v) => v.toFixed(3)).join(" ")}`);
  return y.data[3];
}
(async () => {
  ort.env.wasm.numThreads = 1;
  const layer = await run("LayerNormalization", [fill("scale", [4], 1)], []);
  const perChannel = [fill("scale", [1], 1), fill("bias", [1], 0)];
  const instance = await run("InstanceNormalization", perChannel, []);
  const group = await run("GroupNormalization", perChannel, [{ name: "num_groups", type: 2, i: 1 }]);
  process.exit(Math.abs(layer - 1.342) < 0.01 && Math.abs(instance - 1.342) < 0.01 && group > 400 ? 0 : 1);
})();
END
node run.cjs
