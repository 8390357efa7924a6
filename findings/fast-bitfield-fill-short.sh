#!/bin/sh
# fast-bitfield 1.2.2 (npm): a field of bits of any size, with a fast fill().
#
# Guess: fill(true, start, end) sets the bits from start to before end, as fill() of arrays does.
# Seen: where the range ends in the third word or later, and not at the end of a page of 32768 bits, the word before
#   its last is left out: of 3000 bits 2968 are set. Where it begins at another bit than 0, it throws, in a field that
#   was new: the function that sets bits takes an end, and is given a length.
# Output seen:
#   0 to 40: 40 bits
#   0 to 3000: 2968 bits, 2944 is not set
#   0 to 32768: 32768 bits
#   5 to 20: TypeError
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . fast-bitfield@1.2.2
cat > run.cjs <<'END'
const create = require("fast-bitfield");
function filled(start, end) {
  const bits = create();
  try {
    bits.fill(true, start, end);
  } catch (error) {
    return error.constructor.name;
  }
  const missing = [];
  for (let i = start; i < end; i++) if (!bits.get(i)) missing.push(i);
  return `${end - start - missing.length} bits${missing.length ? `, ${missing[0]} is not set` : ""}`;
}
const ranges = [[0, 40], [0, 3000], [0, 32768], [5, 20]];
const lines = ranges.map(([start, end]) => `${start} to ${end}: ${filled(start, end)}`);
console.log(lines.join("\n"));
const seen = "0 to 40: 40 bits|0 to 3000: 2968 bits, 2944 is not set|0 to 32768: 32768 bits|5 to 20: TypeError";
process.exit(lines.join("|") === seen ? 0 : 1);
END
node run.cjs
