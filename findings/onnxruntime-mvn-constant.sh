#!/bin/sh
# onnxruntime-web 1.30.0 (npm, WebAssembly): MeanVarianceNormalization.
#
# Guess: a channel whose cells are all equal has no deviation and becomes zeros: the specification adds 1e-9 to the
#   deviation before it divides.
# Seen: it becomes NaN, as 0 is divided by 0. An empty channel of a one-hot grid, or a blank picture, is such a channel,
#   and the NaN spreads through whatever comes next. The operators that the specification writes it with, one by one,
#   give zeros in the same runtime.
# Output seen (channels 1,2,3,4 and 5,5,5,5):
#   MeanVarianceNormalization: -1.3416,-0.4472,0.4472,1.3416,NaN,NaN,NaN,NaN
#   step by step: -1.3416,-0.4472,0.4472,1.3416,0,0,0,0
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
const cells = [1, 2, 3, 4, 5, 5, 5, 5];
const axes = [{ name: "axes", type: 7, ints: [2, 3] }];
const say = (numbers) => numbers.map((x) => Number(x.toFixed(4))).join();
(async () => {
  const whole = await run("MeanVarianceNormalization", [floats(cells, [1, 2, 2, 2])], axes);
  lines.push(`MeanVarianceNormalization: ${say(whole)}`);
  // As specified: (x - mean) / (sqrt(mean of squares - square of the mean) + 1e-9), for each channel.
  const steps = [];
  const one = async (...rest) => (await run(...rest))[0];
  for (const channel of [cells.slice(0, 4), cells.slice(4)]) {
    const mean = await one("ReduceMean", [floats(channel)]);
    const squares = await one("ReduceMean", [floats(await run("Mul", [floats(channel), floats(channel)]))]);
    const deviation = await one("Sqrt", [floats([squares - mean * mean])]);
    const differences = await run("Sub", [floats(channel), floats([mean])]);
    steps.push(...(await run("Div", [floats(differences), floats([deviation + 1e-9])])));
  }
  lines.push(`step by step: ${say(steps)}`);
  console.log(lines.join("\n"));
  const seen = [
    "MeanVarianceNormalization: -1.3416,-0.4472,0.4472,1.3416,NaN,NaN,NaN,NaN",
    "step by step: -1.3416,-0.4472,0.4472,1.3416,0,0,0,0",
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
