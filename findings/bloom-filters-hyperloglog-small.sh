#!/bin/sh
# bloom-filters 3.0.4 (npm): a HyperLogLog, which counts distinct items in little memory.
#
# Guess: counts are a few per cent off, and small ones are nearly exact, as the published method switches to counting
#   empty registers there.
# Seen: ten items are two, a hundred 42 and a thousand 504; ten thousand are right. Ranks begin at 0 rather than 1, so
#   that half of the items leave their register as it was, empty, and a factor of two makes up for it in large counts
#   alone. The README's own sketch of 100 registers throws: a power of two is asked for.
# Output seen:
#   1024 registers: 10 items are 2, 100 items are 42, 1000 items are 504, 10000 items are 10060
#   64 registers: 10 items are 2, 100 items are 39
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . bloom-filters@3.0.4
cat > run.cjs <<'END'
const { HyperLogLog } = require("bloom-filters");
function count(registers, items) {
  const sketch = new HyperLogLog(registers);
  for (let i = 0; i < items; i++) sketch.update(`k${i}`);
  return sketch.count(true);
}
const say = (registers, sizes) => {
  const counts = sizes.map((n) => count(registers, n));
  console.log(`${registers} registers: ${sizes.map((n, i) => `${n} items are ${counts[i]}`).join(", ")}`);
  return counts;
};
const [ten, hundred, thousand, many] = say(1024, [10, 100, 1000, 10000]);
say(64, [10, 100]);
process.exit(ten < 5 && hundred < 60 && thousand < 700 && Math.abs(many - 10000) < 1000 ? 0 : 1);
END
node run.cjs
