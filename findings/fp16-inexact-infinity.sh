#!/bin/sh
# fp16 1.0.0 (npm): half floats to and from a DataView, and what a number loses on the way.
#
# Guess: as the README has it, what is called inexact "will never round to +/- Infinity", and rounding is to the
#   nearest, halves to even.
# Seen: from 65520 to below 65536 numbers are called inexact and become infinity, so a check of weights for overflow
#   lets them through. A number just above a half is rounded to float32 first, onto the half, and then down.
# Output seen:
#   65519 is inexact and becomes 65504
#   65520 is inexact and becomes Infinity
#   65535 is inexact and becomes Infinity
#   65536 is overflow and becomes Infinity
#   1 + 2^-11 + 2^-30 becomes 1, where 1.0009765625 is nearer
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . fp16@1.0.0
cat > run.mjs <<'END'
import { getFloat16, getFloat16Precision, Precision, setFloat16 } from "fp16";
const view = new DataView(new ArrayBuffer(2));
function half(x) {
  setFloat16(view, 0, x);
  return getFloat16(view, 0);
}
const name = (x) => Object.keys(Precision).find((key) => Precision[key] === getFloat16Precision(x)).toLowerCase();
const lines = [65519, 65520, 65535, 65536].map((x) => `${x} is ${name(x)} and becomes ${half(x)}`);
lines.push(`1 + 2^-11 + 2^-30 becomes ${half(1 + 2 ** -11 + 2 ** -30)}, where ${1 + 2 ** -10} is nearer`);
console.log(lines.join("\n"));
const seen = [
  "65519 is inexact and becomes 65504",
  "65520 is inexact and becomes Infinity",
  "65535 is inexact and becomes Infinity",
  "65536 is overflow and becomes Infinity",
  "1 + 2^-11 + 2^-30 becomes 1, where 1.0009765625 is nearer",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.mjs
