#!/bin/sh
# unpickle 0.2.0 (npm): reads Python pickles up to protocol 4.
#
# Guess: a small reader refuses what it does not know, and what it returns is what was written.
# Seen: lists come back with their entries in reverse order, inner lists too, whenever Python wrote the entries in one
#   go, which it does for every list of two or more; a list of one entry and the keys of a dictionary are right. A list
#   of layer names or of epoch losses is read backwards, without an error.
# Output seen, for pickle.dumps(["q", "halt", 0.5, ["H", "L"]], 4):
#   [["L","H"],0.5,"halt","q"]
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . unpickle@0.2.0
cat > run.cjs <<'END'
const unpickle = require("unpickle");
// The frame, then a list of "q", "halt", 0.5 and a list of "H" and "L", as CPython 3.11 writes it.
const pickled =
  "800495 2500000000000000 5d94 28 8c017194 8c0468616c7494 473fe0000000000000 5d94 28 8c014894 8c014c94 65 65 2e";
const line = JSON.stringify(unpickle(Buffer.from(pickled.replaceAll(" ", ""), "hex")));
console.log(line);
process.exit(line === '[["L","H"],0.5,"halt","q"]' ? 0 : 1);
END
node run.cjs
