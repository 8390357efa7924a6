#!/bin/sh
# dct 0.1.0 (npm): the discrete cosine transform.
#
# Guess: the transform of four bytes does not depend on the array they are in.
# Seen: the coefficients come in an array of the type given. From a Uint8Array, as the pixels of a canvas are, they
#   are cut to whole numbers modulo 256 and lose their sign; from an Int8Array they wrap at 128. Plain arrays and
#   Float64Arrays are right.
# Output seen, for 100, 200, 50 and 25:
#   Array: 750.00 253.39 -176.78 -219.76
#   Float64Array: 750.00 253.39 -176.78 -219.76
#   Uint8Array: 238.00 253.00 80.00 37.00
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . dct@0.1.0
cat > run.cjs <<'END'
const dct = require("dct");
const bytes = [100, 200, 50, 25];
const lines = [Array, Float64Array, Uint8Array].map((Type) =>
  `${Type.name}: ${Array.from(dct(Type.from(bytes)), (x) => x.toFixed(2)).join(" ")}`);
console.log(lines.join("\n"));
const seen = [
  "Array: 750.00 253.39 -176.78 -219.76",
  "Float64Array: 750.00 253.39 -176.78 -219.76",
  "Uint8Array: 238.00 253.00 80.00 37.00",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
