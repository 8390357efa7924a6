#!/bin/sh
# @ellipticoin/cbor 1.0.4 (npm): writes and reads CBOR, with dates.
#
# Guess: tag 1 of CBOR is a time in seconds since 1970 (RFC 8949); its example is 1363896240, in March 2013.
# Seen: the number goes into a Date as it is, as milliseconds. A date of another writer falls into January 1970, with no
#   error. Its own dates are texts with tag 0, so what it writes itself is read right.
# Output seen:
#   c1 1a 51 4b 67 b0: 1970-01-16T18:51:36.240Z
#   by the format: 2013-03-21T20:04:00.000Z
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @ellipticoin/cbor@1.0.4
cat > run.mjs <<'END'
import cbor from "@ellipticoin/cbor";
const lines = [
  `c1 1a 51 4b 67 b0: ${cbor.decode(Buffer.from("c11a514b67b0", "hex")).toISOString()}`,
  `by the format: ${new Date(1363896240 * 1000).toISOString()}`,
];
console.log(lines.join("\n"));
process.exit(lines.join() ===
  "c1 1a 51 4b 67 b0: 1970-01-16T18:51:36.240Z,by the format: 2013-03-21T20:04:00.000Z" ? 0 : 1);
END
node run.mjs
