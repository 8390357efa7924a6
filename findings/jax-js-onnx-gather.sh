#!/bin/sh
# @jax-js/onnx 0.1.2 with @jax-js/jax 0.1.25 (npm): runs ONNX models.
#
# Guess: what the loader does not support it refuses with the operator's name, as it does for dozens; a model that loads
#   and runs is right.
# Seen: three things run and are wrong. Gather with index -1, by which exported models take the last position, gives the
#   first; so does GatherElements. Softmax of opset 12 and before normalises the last axis alone, where the standard of
#   that time folds all axes from 1 on into one. Elu ignores its alpha. What is compared on one model of one exporter
#   passes until the next.
# Output seen:
#   Gather of 10, 20, 30 at -1: 10 (right: 30)
#   Softmax, opset 11, of zeros 1 x 2 x 2: 0.5,0.5,0.5,0.5 (right: 0.25,0.25,0.25,0.25)
#   Elu with alpha 2 of -1: -0.632 (right: -1.264)
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . \
  @jax-js/onnx@0.1.2 @jax-js/jax@0.1.25 onnx-proto@8.0.1
cat > run.mjs <<'END'
import onnxProto from "onnx-proto";
import { init, defaultDevice, numpy as np } from "@jax-js/jax";
import { ONNXModel } from "@jax-js/onnx";
await init("wasm");
defaultDevice("wasm");
const { ModelProto } = onnxProto.onnx;
const tensor = (name, ...dims) => ({
  name,
  type: { tensorType: { elemType: 1, shape: { dim: dims.map((dimValue) => ({ dimValue })) } } },
});
function run(opset, node, x, dims, out, initializer = []) {
  const graph = { name: "g", node: [node], input: [tensor("x", ...dims)], output: [tensor("y", ...out)], initializer };
  const model = ModelProto.create({ irVersion: 8, opsetImport: [{ domain: "", version: opset }], graph });
  const { y } = new ONNXModel(ModelProto.encode(model).finish()).run({ x: np.array(x).reshape(dims) });
  return [y.js()].flat(9).map((value) => Math.round(value * 1000) / 1000).join();
}
const last = { name: "i", dataType: 7, dims: [], int64Data: [-1] };
const gather = run(13, { opType: "Gather", input: ["x", "i"], output: ["y"] }, [10, 20, 30], [3], [], [last]);
const softmax = run(11, { opType: "Softmax", input: ["x"], output: ["y"] }, [0, 0, 0, 0], [1, 2, 2], [1, 2, 2]);
const alpha = [{ name: "alpha", type: 1, f: 2 }];
const elu = run(13, { opType: "Elu", input: ["x"], output: ["y"], attribute: alpha }, [-1], [1], [1]);
console.log(`Gather of 10, 20, 30 at -1: ${gather} (right: 30)`);
console.log(`Softmax, opset 11, of zeros 1 x 2 x 2: ${softmax} (right: 0.25,0.25,0.25,0.25)`);
console.log(`Elu with alpha 2 of -1: ${elu} (right: -1.264)`);
process.exit(gather === "10" && softmax === "0.5,0.5,0.5,0.5" && elu === "-0.632" ? 0 : 1);
END
node run.mjs
