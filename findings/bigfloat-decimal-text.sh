#!/bin/sh
# bigfloat 0.1.1 (npm): BigFloat32 and BigFloat53, binary numbers of any precision; the README says of parsing, among
#   others, "without ever losing any significant bits".
#
# Guess: new BigFloat32("0.1", 10) is at least as close to a tenth as the double 0.1, whose 53 bits are kept.
# Seen: it is 0.0999999998603, right to nine digits, where the number 0.1 keeps its seventeen. A text gets as many units
#   of 32 bits as its digits fill, so a short one is coarser than a double; both classes do so. With zeros added to the
#   text it gets better. What loads weights or results as text gets single precision and less.
# Output seen:
#   "0.1": 0.0999999998603016
#   0.1: 0.1000000000000000
#   "0.10000000000000000000": 0.0999999999999999
#   "100.000001": 100.0000009997747838
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . bigfloat@0.1.1
cat > run.cjs <<'END'
const { BigFloat32, BigFloat53 } = require("bigfloat");
const digits = (number) => number.toString(10).replace(/^(\d+\.\d{16}).*/, "$1");
const texts = ["0.1", "0.10000000000000000000", "100.000001"];
const [short, long, large] = texts.map((text) => digits(new BigFloat32(text, 10)));
console.log(`"0.1": ${short}\n0.1: ${digits(new BigFloat32(0.1))}`);
console.log(`"0.10000000000000000000": ${long}\n"100.000001": ${large}`);
const other = new BigFloat53("0.1", 10).valueOf();
const off = Math.abs(Number(short) - 0.1);
const same = other === new BigFloat32("0.1", 10).valueOf();
process.exit(off > 1e-10 && same && Math.abs(Number(long) - 0.1) < 1e-15 ? 0 : 1);
END
node run.cjs
