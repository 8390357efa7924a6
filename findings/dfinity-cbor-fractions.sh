#!/bin/sh
# @dfinity/cbor 0.2.3 (npm): a small writer and reader of CBOR.
#
# Guess: a fraction is written as a float of CBOR, or refused, as the infinities are ("Value too large").
# Seen: every number goes the way of the integers: the bytes are those of the number rounded down. 0.5 comes back as 0
#   and -0.1 as -1, without an error. -2^63, an integer that a double holds, comes back one lower, since one less than
#   its opposite is no double.
# Output seen:
#   0.5: 0
#   -0.1: -1
#   3.9: 3
#   -2^63: -9223372036854775809
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @dfinity/cbor@0.2.3
cat > run.mjs <<'END'
import { decode, encode } from "@dfinity/cbor";
const lines = [["0.5", 0.5], ["-0.1", -0.1], ["3.9", 3.9], ["-2^63", -(2 ** 63)]].map(
  ([name, number]) => `${name}: ${decode(encode(number))}`,
);
console.log(lines.join("\n"));
process.exit(lines.join() === "0.5: 0,-0.1: -1,3.9: 3,-2^63: -9223372036854775809" ? 0 : 1);
END
node run.mjs
