#!/bin/sh
# notepack.io 3.0.1 and what-the-pack 2.0.3 (npm): MessagePack.
#
# Guess: every number comes back as it was, since MessagePack has 64-bit floats.
# Seen: from 2^64 on a number is written as a 64-bit integer, modulo 2^64, as every number of that size is whole. The
#   usual mask of attention, -3.4e38, comes back as 0, and so does 1e300. @msgpack/msgpack writes them as floats.
# Output seen:
#   notepack.io: 2^53 kept, -2^62 kept, 2^64 is 0, 1e20 is 7766279631452242000, -3.4e38 is 0, 1e300 is 0, 0.1 kept
#   what-the-pack: the same
#   @msgpack/msgpack: all kept
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . notepack.io@3.0.1 what-the-pack@2.0.3 @msgpack/msgpack@3.1.3
cat > run.cjs <<'END'
const notepack = require("notepack.io");
const whatThePack = require("what-the-pack").initialize(1024);
const msgpack = require("@msgpack/msgpack");
const numbers = { "2^53": 2 ** 53, "-2^62": -(2 ** 62), "2^64": 2 ** 64, "1e20": 1e20 };
Object.assign(numbers, { "-3.4e38": -3.4028234663852886e38, "1e300": 1e300, "0.1": 0.1 });
const seen = [notepack, whatThePack, msgpack].map(({ encode, decode }) =>
  Object.entries(numbers).map(([name, x]) => {
    const back = decode(Buffer.from(encode(x)));
    return Object.is(back, x) ? `${name} kept` : `${name} is ${back}`;
  }),
);
const [first, second, third] = seen.map((lines) => lines.join(", "));
console.log(`notepack.io: ${first}`);
console.log(`what-the-pack: ${second === first ? "the same" : second}`);
console.log(`@msgpack/msgpack: ${seen[2].every((line) => line.endsWith(" kept")) ? "all kept" : third}`);
const lost = ["2^64 is 0", "-3.4e38 is 0", "1e300 is 0"].every((line) => first.includes(line));
process.exit(lost && second === first && !third.includes(" is ") ? 0 : 1);
END
node run.cjs
