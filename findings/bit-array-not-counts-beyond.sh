#!/bin/sh
# bit-array 0.2.4 (npm): arrays of bits with and, or, xor, not, count.
#
# Guess: not() of an array of 81 bits, all 0, has 81 ones.
# Seen: count() says 96. The bits of the last word that lie beyond the length are turned too, and counted; read one by one
#   there are 81. Only lengths that are a multiple of 32 are right.
# Output seen:
#   not() of 81 zeros: count() 96, read one by one 81
#   lengths 1 to 128 with a wrong count: 124, right ones: 32 64 96 128
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . bit-array@0.2.4
cat > run.cjs <<'END'
const BitArray = require("bit-array");
function both(size) {
  const bits = new BitArray(size).not();
  let ones = 0;
  for (let i = 0; i < bits.size(); i++) ones += Number(bits.get(i));
  return [bits.count(), ones];
}
const [count, ones] = both(81);
console.log(`not() of 81 zeros: count() ${count}, read one by one ${ones}`);
const sizes = Array.from({ length: 128 }, (_, i) => i + 1);
const right = sizes.filter((size) => both(size).every((x) => x === size));
console.log(`lengths 1 to 128 with a wrong count: ${128 - right.length}, right ones: ${right.join(" ")}`);
process.exit(count === 96 && ones === 81 && right.join(" ") === "32 64 96 128" ? 0 : 1);
END
node run.cjs
