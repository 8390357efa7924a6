#!/bin/sh
# uint1array 1.2.0 (npm): an array of bits whose interface "simply mirrors" that of typed arrays.
#
# Guess: x instanceof Uint1Array tells whether x is one; set takes any typed array.
# Seen: the answer is always true, and asking replaces the prototype of what is asked about: a Float32Array of weights
#   has the length 0 and no methods afterwards. set takes no Uint32Array: it is left out in silence.
# Output seen:
#   before: length 3, sum 6
#   instanceof Uint1Array: true
#   after: length 0, reduce is undefined
#   set of three ones from Uint16Array: 1110, Uint32Array: 0000
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . uint1array@1.2.0
cat > run.cjs <<'END'
const Uint1Array = require("uint1array").default;
const lines = [];
const weights = Float32Array.of(1, 2, 3);
lines.push(`before: length ${weights.length}, sum ${weights.reduce((sum, x) => sum + x, 0)}`);
lines.push(`instanceof Uint1Array: ${weights instanceof Uint1Array}`);
lines.push(`after: length ${weights.length}, reduce is ${typeof weights.reduce}`);
const made = [Uint16Array, Uint32Array].map((Type) => {
  const bits = new Uint1Array(4);
  bits.set(Type.of(1, 1, 1));
  return `${Type.name}: ${bits.join("")}`;
});
lines.push(`set of three ones from ${made.join(", ")}`);
console.log(lines.join("\n"));
const seen = [
  "before: length 3, sum 6",
  "instanceof Uint1Array: true",
  "after: length 0, reduce is undefined",
  "set of three ones from Uint16Array: 1110, Uint32Array: 0000",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
