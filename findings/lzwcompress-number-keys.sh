#!/bin/sh
# lzwcompress 1.1.0 (npm): "lossless" compression of texts, JSON and objects.
#
# Guess: an object whose keys are numbers, as cells and their values, comes back as it was.
# Seen: keys are replaced by their place in a list of keys, one after the other in the same object. The key 1 at place 0
#   becomes 0, the key 2 at place 1 becomes 1, where an old key with that number may still stand, and is overwritten or
#   taken away. Numbers as keys may so be lost, with no error; other keys come back.
# Output seen:
#   {"1":"a","2":"b"}: {"2":"a"}
#   {"0":"a","1":"b","2":"c"}: {}
#   {"r1":"a","r2":"b"}: {"r1":"a","r2":"b"}
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . lzwcompress@1.1.0
cat > run.cjs <<'END'
const { pack, unpack } = require("lzwcompress");
const lines = [{ 1: "a", 2: "b" }, { 0: "a", 1: "b", 2: "c" }, { r1: "a", r2: "b" }].map((object) => {
  const before = JSON.stringify(object);
  return `${before}: ${JSON.stringify(unpack(pack(object)))}`;
});
console.log(lines.join("\n"));
const seen = [
  '{"1":"a","2":"b"}: {"2":"a"}',
  '{"0":"a","1":"b","2":"c"}: {}',
  '{"r1":"a","r2":"b"}: {"r1":"a","r2":"b"}',
];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
