#!/bin/sh
# @iljucha/cbor 1.0.10 (npm): writes and reads CBOR, with dates and maps.
#
# Guess: a date is written with tag 0 or 1, which CBOR has for dates, and tag 2 is a big number (RFC 8949).
# Seen: dates get tag 2, and tag 3, the negative big numbers, goes to maps. So no other reader knows the dates, and a
#   big number that another one wrote, as 2^64, is read as an invalid date.
# Output seen:
#   tag of a date: 2
#   2^64 is an invalid date: true
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @iljucha/cbor@1.0.10
cat > run.mjs <<'END'
import cbor from "@iljucha/cbor";
const written = cbor.encode(new Date(0));
const read = cbor.decode(Buffer.from("c249010000000000000000", "hex"));
const lines = [
  `tag of a date: ${new Uint8Array(written)[0] - 0xc0}`,
  `2^64 is an invalid date: ${read instanceof Date && Number.isNaN(read.getTime())}`,
];
console.log(lines.join("\n"));
process.exit(lines.join() === "tag of a date: 2,2^64 is an invalid date: true" ? 0 : 1);
END
node run.mjs
