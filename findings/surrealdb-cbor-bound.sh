#!/bin/sh
# @surrealdb/cbor 2.0.0-alpha.4 (npm): writes and reads CBOR.
#
# Guess: integers that a double does not hold exactly are read as BigInt, positive and negative ones alike.
# Seen: a negative one is -1 less the number that is stored; the bound is asked of the number that is stored, and then
#   the double is taken. The one at the bound, -2^53 - 1, is read as -2^53, without an error; its neighbours are right.
# Output seen (the type it comes back with, the value):
#   2^53 + 1: bigint 9007199254740993
#   -2^53: number -9007199254740992
#   -2^53 - 1: number -9007199254740992
#   -2^53 - 2: bigint -9007199254740994
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @surrealdb/cbor@2.0.0-alpha.4
cat > run.mjs <<'END'
import { decode, encode } from "@surrealdb/cbor";
const show = (value) => `${typeof value} ${value}`;
const bound = 2n ** 53n;
const lines = [["2^53 + 1", bound + 1n], ["-2^53", -bound], ["-2^53 - 1", -bound - 1n], ["-2^53 - 2", -bound - 2n]].map(
  ([name, value]) => `${name}: ${show(decode(encode(value)))}`,
);
console.log(lines.join("\n"));
const seen = [
  "2^53 + 1: bigint 9007199254740993",
  "-2^53: number -9007199254740992",
  "-2^53 - 1: number -9007199254740992",
  "-2^53 - 2: bigint -9007199254740994",
];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.mjs
