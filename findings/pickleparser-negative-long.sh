#!/bin/sh
# pickleparser 0.2.1 (npm): reads Python pickles up to protocol 5.
#
# Guess: integers up to 2^53 come out as they are; a longer one is said to have lost digits.
# Seen: negative integers below -2^31, which protocol 2 and later write as LONG1, are read without their sign: -2^40 comes
#   out as 280375465082880, -2^31 - 1 as 1097364144127, without a word. Down to -2^31 they have another form and are right.
#   Offsets, seeds and hashes of 64 bits in a checkpoint are such numbers half of the time.
# Output seen:
#   -2^31: -2147483648
#   -2^31 - 1: 1097364144127
#   -2^40: 280375465082880
#   2^40: 1099511627776
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . pickleparser@0.2.1
cat > run.cjs <<'END'
const { Parser } = require("pickleparser");
const lines = [];
// As pickle.dumps(number, 2) writes them in Python 3.
for (const [number, bytes] of [
  ["-2^31", "80024a000000802e"],
  ["-2^31 - 1", "80028a05ffffff7fff2e"],
  ["-2^40", "80028a060000000000ff2e"],
  ["2^40", "80028a060000000000012e"],
])
  lines.push(`${number}: ${new Parser().parse(Buffer.from(bytes, "hex"))}`);
console.log(lines.join("\n"));
const seen = [
  "-2^31: -2147483648",
  "-2^31 - 1: 1097364144127",
  "-2^40: 280375465082880",
  "2^40: 1099511627776",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
