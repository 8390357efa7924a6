#!/bin/sh
# ascii85 1.0.2 (npm): Ascii85 and, with its object ZeroMQ, Z85, the flavour of ZeroMQ.
#
# Guess: ZeroMQ.decode(ZeroMQ.encode(bytes)) is bytes, and what it writes is Z85.
# Seen: four zero bytes are written as one "z". That is the short form of Ascii85; in Z85 z is a digit, and "00000" is
#   meant. Two groups of zeros come back as one byte 6e, zeros before other bytes shift all that follows. Weights with
#   zeros in them are lost; the example of the specification, "HelloWorld", has none and is right.
# Output seen:
#   864fd26fb559f75b: HelloWorld, back 864fd26fb559f75b
#   0000000000000000: zz, back 6e
#   0000000001020304: z0rJua, back 6ce92d45
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ascii85@1.0.2
cat > run.cjs <<'END'
const { ZeroMQ } = require("ascii85");
const lines = ["864fd26fb559f75b", "0000000000000000", "0000000001020304"].map((hex) => {
  const text = ZeroMQ.encode(Buffer.from(hex, "hex")).toString();
  return `${hex}: ${text}, back ${ZeroMQ.decode(text).toString("hex")}`;
});
console.log(lines.join("\n"));
const seen = [
  "864fd26fb559f75b: HelloWorld, back 864fd26fb559f75b",
  "0000000000000000: zz, back 6e",
  "0000000001020304: z0rJua, back 6ce92d45",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
