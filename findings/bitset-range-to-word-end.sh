#!/bin/sh
# bitset 5.3.0 (npm): sets of bits; setRange, flip and clear of a range, "inclusive".
#
# Guess: setRange(0, 31) sets 32 bits.
# Seen: it sets none. Where a range ends at bit 31, 63, 95 and so on, the last word of it is left as it was, by clear and
#   flip too: setRange(0, 63) sets the lower 32. Ranges that end anywhere else are right.
# Output seen:
#   setRange(0, 30): 31 bits, setRange(0, 31): 0 bits, setRange(0, 63): 32 bits
#   4950 ranges in 0 to 99 with two bits or more: wrong for setRange 189, flip 189, clear 189
#   ends of the wrong ones: 31 63 95
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . bitset@5.3.0
cat > run.cjs <<'END'
const module_ = require("bitset");
const BitSet = module_.default ?? module_;
const made = (from, to) => new BitSet().setRange(from, to, 1).cardinality();
const [short, word, two] = [made(0, 30), made(0, 31), made(0, 63)];
console.log(`setRange(0, 30): ${short} bits, setRange(0, 31): ${word} bits, setRange(0, 63): ${two} bits`);
/** All of 100 bits set, one by one. */
function full() {
  const bits = new BitSet();
  for (let i = 0; i < 100; i++) bits.set(i, 1);
  return bits;
}
const wrong = { setRange: 0, flip: 0, clear: 0 };
const ends = new Set();
let ranges = 0;
for (let from = 0; from < 100; from++) {
  for (let to = from + 1; to < 100; to++) {
    ranges++;
    const size = to - from + 1;
    const counts = {
      setRange: made(from, to) - size,
      flip: new BitSet().flip(from, to).cardinality() - size,
      clear: 100 - full().clear(from, to).cardinality() - size,
    };
    for (const [name, off] of Object.entries(counts)) {
      if (!off) continue;
      wrong[name]++;
      ends.add(to);
    }
  }
}
const counted = Object.entries(wrong).map(([name, count]) => `${name} ${count}`).join(", ");
console.log(`${ranges} ranges in 0 to 99 with two bits or more: wrong for ${counted}`);
console.log(`ends of the wrong ones: ${[...ends].sort((a, b) => a - b).join(" ")}`);
process.exit(short === 31 && word === 0 && two === 32 && [...ends].every((end) => end % 32 === 31) ? 0 : 1);
END
node run.cjs
