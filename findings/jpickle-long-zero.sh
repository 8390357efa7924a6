#!/bin/sh
# jpickle 0.4.1 (npm): reads Python pickles of protocol 2, the one that torch.save writes.
#
# Guess: integers are right up to 2^53, as everywhere in JavaScript, and rounded beyond.
# Seen: every integer outside of 32 bits that was tried is 0, negative ones too: what Python writes as LONG1 is not
#   read. Counts of bytes, time stamps and seeds become 0 without an error. In protocols 0 and 1, where such a number is
#   decimal text, the same reader has it right.
# Output seen, for [2**31 - 1, 2**31, 2**40, 20261128000]:
#   protocol 2: 2147483647, 0, 0, 0
#   protocol 1: 2147483647, 2147483648, 1099511627776, 20261128000
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . jpickle@0.4.1
cat > run.cjs <<'END'
const jpickle = require("jpickle");
const pickled = {
  2: "80025d7100284affffff7f8a0500000080008a060000000000018a054047a8b704652e",
  1: "5d7100284affffff7f4c323134373438333634384c0a4c313039393531313632373737364c0a4c32303236313132383030304c0a652e",
};
const lines = Object.keys(pickled)
  .reverse()
  .map((p) => `protocol ${p}: ${jpickle.loads(Buffer.from(pickled[p], "hex").toString("latin1")).join(", ")}`);
console.log(lines.join("\n"));
const seen = [
  "protocol 2: 2147483647, 0, 0, 0",
  "protocol 1: 2147483647, 2147483648, 1099511627776, 20261128000",
];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
