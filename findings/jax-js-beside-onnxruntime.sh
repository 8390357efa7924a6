#!/bin/sh
# @jax-js/jax 0.1.25 and onnxruntime-web 1.30.0 (npm) in one Node process.
#
# Guess: two libraries with a WebAssembly module and a memory of their own do not know of each other, so results of one
#   can be compared with the other's in one test.
# Seen: once onnxruntime-web has made a session, with one thread and all, jax-js cannot run any operation that it has
#   not compiled before. The session leaves a global Worker behind, which Node has not; jax-js takes it for the sign
#   that memory is shared, and builds its kernels for another kind of memory than it made.
# Output seen:
#   before: 4,6
#   a session leaves Worker: undefined -> function
#   after: LinkError, memory import 0 has no maximum limit
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . \
  @jax-js/jax@0.1.25 onnxruntime-web@1.30.0 onnxruntime-common@1.30.0 onnx-proto@8.0.1
cat > run.mjs <<'END'
import onnxProto from "onnx-proto";
import { init, defaultDevice, numpy as np } from "@jax-js/jax";
import { createRequire } from "node:module";
const { ModelProto } = onnxProto.onnx;
await init("wasm");
defaultDevice("wasm");
console.log(`before: ${np.add(np.array([1, 2]), np.array([3, 4])).js()}`);
const tensor = (name) => ({ name, type: { tensorType: { elemType: 1, shape: { dim: [{ dimValue: 1 }] } } } });
const node = [{ opType: "Relu", input: ["x"], output: ["y"] }];
const graph = { name: "g", node, input: [tensor("x")], output: [tensor("y")] };
const opsetImport = [{ domain: "", version: 13 }];
const model = ModelProto.encode(ModelProto.create({ irVersion: 8, opsetImport, graph })).finish();
const ort = createRequire(import.meta.url)("onnxruntime-web");
ort.env.wasm.numThreads = 1;
const before = typeof Worker;
await ort.InferenceSession.create(model, { executionProviders: ["wasm"] });
console.log(`a session leaves Worker: ${before} -> ${typeof Worker}`);
let after;
try {
  after = String(np.multiply(np.array([1, 2]), np.array([3, 4])).js());
} catch (error) {
  after = `${error.name}, ${/memory import 0 has no maximum limit/.exec(error.message)}`;
}
console.log(`after: ${after}`);
const same = before === "undefined" && typeof Worker === "function";
process.exit(same && after === "LinkError, memory import 0 has no maximum limit" ? 0 : 1);
END
node run.mjs
