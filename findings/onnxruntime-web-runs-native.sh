#!/bin/sh
# onnxruntime-web 1.30.0 beside onnxruntime-node 1.30.0 (npm) in one Node process.
#
# Guess: a session made through onnxruntime-web runs the WebAssembly build, so a test that runs one model through both
#   packages compares the browser's results with the native ones.
# Seen: both share one registry of back ends. Unless executionProviders names "wasm", the session that onnxruntime-web
#   hands out is the native one, although the WebAssembly module is loaded as well: the comparison is of the native
#   build with itself and agrees bit for bit. With "wasm" named, the sigmoid of -17 differs.
# Output seen (the numbers are those of x86-64; what is checked is whose session it is):
#   onnxruntime-node: 8.940696716308594e-8
#   onnxruntime-web, no executionProviders: 8.940696716308594e-8, a session of onnxruntime-node: true
#   onnxruntime-web, executionProviders ["wasm"]: 2.9802322387695312e-8, a session of onnxruntime-node: false
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . \
  onnxruntime-web@1.30.0 onnxruntime-node@1.30.0 onnxruntime-common@1.30.0 onnx-proto@8.0.1
cat > run.cjs <<'END'
const { onnx } = require("onnx-proto");
const native = require("onnxruntime-node");
const web = require("onnxruntime-web");
const tensor = (name) => ({ name, type: { tensorType: { elemType: 1, shape: { dim: [{ dimValue: 1 }] } } } });
const model = onnx.ModelProto.encode(
  onnx.ModelProto.create({
    irVersion: 10,
    opsetImport: [{ domain: "", version: 21 }],
    graph: {
      name: "g",
      node: [{ opType: "Sigmoid", input: ["x"], output: ["y"] }],
      input: [tensor("x")],
      output: [tensor("y")],
    },
  }),
).finish();
async function run(ort, options) {
  const session = await ort.InferenceSession.create(model, options);
  const { y } = await session.run({ x: new ort.Tensor("float32", [-17], [1]) });
  return { value: y.data[0], kind: session.handler.constructor };
}
(async () => {
  web.env.wasm.numThreads = 1;
  const own = await run(native, {});
  const plain = await run(web, {});
  const named = await run(web, { executionProviders: ["wasm"] });
  const whose = ({ value, kind }) => `${value}, a session of onnxruntime-node: ${kind === own.kind}`;
  console.log(`onnxruntime-node: ${own.value}`);
  console.log(`onnxruntime-web, no executionProviders: ${whose(plain)}`);
  console.log(`onnxruntime-web, executionProviders ["wasm"]: ${whose(named)}`);
  process.exit(plain.kind === own.kind && plain.value === own.value && named.kind !== own.kind ? 0 : 1);
})();
END
node run.cjs
