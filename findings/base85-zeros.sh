#!/bin/sh
# base85 3.2.0 (npm): Ascii85, which is what its README names for interoperability.
#
# Guess: bytes come back as they were. Ascii85 writes four zeros in a row as one "z".
# Seen: of several "z" the first alone is read as zeros; what comes after the second is lost or moved. Zeros in an
#   unfinished last group become a "z" too, which is then cut off together with characters before it. Masks and sparse
#   weights are mostly zeros; the package ascii85 returns them all.
# Output seen:
#   float32 0,1,0,2,0,3: back 0,1,0,0; ascii85: back 0,1,0,2,0,3
#   bytes 1,2,3,4,0: back 1,2; ascii85: back 1,2,3,4,0
#   bytes 1,2,3,4,5: back 1,2,3,4,5; ascii85: back 1,2,3,4,5
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . base85@3.2.0 ascii85@1.0.2
cat > run.cjs <<'END'
const base85 = require("base85");
const ascii85 = require("ascii85");
const floats = (bytes) => new Float32Array(Uint8Array.from(bytes).buffer, 0, bytes.length >> 2).join();
const inputs = [
  ["float32", Buffer.from(Float32Array.of(0, 1, 0, 2, 0, 3).buffer), floats],
  ["bytes", Buffer.from([1, 2, 3, 4, 0]), (bytes) => Array.from(bytes).join()],
  ["bytes", Buffer.from([1, 2, 3, 4, 5]), (bytes) => Array.from(bytes).join()],
];
const lines = inputs.map(([name, bytes, say]) => {
  const back = base85.decode(base85.encode(bytes, "ascii85"), "ascii85");
  const other = ascii85.decode(ascii85.encode(bytes));
  return `${name} ${say(bytes)}: back ${say(back)}; ascii85: back ${say(other)}`;
});
console.log(lines.join("\n"));
const seen = [
  "float32 0,1,0,2,0,3: back 0,1,0,0; ascii85: back 0,1,0,2,0,3",
  "bytes 1,2,3,4,0: back 1,2; ascii85: back 1,2,3,4,0",
  "bytes 1,2,3,4,5: back 1,2,3,4,5; ascii85: back 1,2,3,4,5",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
