#!/bin/sh
# fast-bitset 1.3.2 (npm): bit sets; and(bsOrIdx) is "a bitwise AND on 2 bitsets or 1 bitset and 1 index".
#
# Guess: and(40) leaves bit 40 alone, if it is set, as and() of a set with that one bit does.
# Seen: only the bits of its own word of 31 are masked, all others stay. Of a set of 81 cells and(40) keeps 51; up to
#   31 bits all is right. Whether a cell is in a set can not be asked that way: the result is not empty.
# Output seen, of 81 bits, all set:
#   and(40): 51 bits, and() of a set of 40: 1 bit
#   of 31 bits, and(20): 1 bit, and() of a set of 20: 1 bit
#   bits 3 and 70 set, and(40): 3 70, should be none
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . fast-bitset@1.3.2
cat > run.cjs <<'END'
const BitSet = require("fast-bitset");
function make(size, indices) {
  const set = new BitSet(size);
  indices.forEach((i) => set.set(i));
  return set;
}
const all = (size) => make(size, Array.from({ length: size }, (_, i) => i));
const bits = (set) => `${set.getCardinality()} bit${set.getCardinality() === 1 ? "" : "s"}`;
function compare(size, index) {
  const [seen, right] = [all(size).and(index), all(size).and(make(size, [index]))].map(bits);
  return `and(${index}): ${seen}, and() of a set of ${index}: ${right}`;
}
const [large, small] = [compare(81, 40), compare(31, 20)];
console.log(large);
console.log(`of 31 bits, ${small}`);
const rest = make(81, [3, 70]).and(40).getIndices().join(" ");
console.log(`bits 3 and 70 set, and(40): ${rest}, should be none`);
const seen = large === "and(40): 51 bits, and() of a set of 40: 1 bit";
process.exit(seen && small === "and(20): 1 bit, and() of a set of 20: 1 bit" && rest === "3 70" ? 0 : 1);
END
node run.cjs
