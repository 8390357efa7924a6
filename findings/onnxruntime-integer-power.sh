#!/bin/sh
# onnxruntime-web 1.30.0 (npm, WebAssembly): Pow and Mod of 64-bit integers.
#
# Guess: integers are computed as integers; a result that fits is right to its last digit.
# Seen: Pow, and Mod with fmod = 1, go through 64-bit floating-point numbers: what is beyond 2^53 is rounded, though
#   type and shape say int64. 7 to the power of 20 ends in 0, and a billion billion and 3 modulo 10 is 0. Mod without
#   fmod and a chain of Mul are right. Hashes and counters in a graph are such numbers.
# Output seen:
#   7^20: Pow 79792266297612000, Mul 79792266297612001, right 79792266297612001
#   1000000000000000003 modulo 10: Mod with fmod 0, Mod 3, right 3
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
const types = { int64: 7 };
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
const integers = (numbers) => new ort.Tensor("int64", BigInt64Array.from(numbers.map(BigInt)), [numbers.length]);
const lines = [];
const square = async (x) => (await run("Mul", [integers([x]), integers([x])]))[0];
(async () => {
  const [power] = await run("Pow", [integers([7]), integers([20])]);
  const fifth = (await square(await square(7n))) * 7n;
  lines.push(`7^20: Pow ${power}, Mul ${await square(await square(fifth))}, right ${7n ** 20n}`);
  const [big, ten] = [10n ** 18n + 3n, 10n];
  const [fmod] = await run("Mod", [integers([big]), integers([ten])], [{ name: "fmod", type: 2, i: 1 }]);
  const [mod] = await run("Mod", [integers([big]), integers([ten])]);
  lines.push(`${big} modulo 10: Mod with fmod ${fmod}, Mod ${mod}, right ${big % ten}`);
  console.log(lines.join("\n"));
  const seen = [
    "7^20: Pow 79792266297612000, Mul 79792266297612001, right 79792266297612001",
    "1000000000000000003 modulo 10: Mod with fmod 0, Mod 3, right 3",
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
