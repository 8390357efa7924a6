#!/bin/sh
# bz2 1.0.1 (npm): unpacks bzip2; beside it bunzip2 of the machine.
#
# Guess: a file of two streams, as parallel packers (pbzip2) write them and as `cat a.bz2 b.bz2` makes it, unpacks to both
#   parts, or the second is refused; bunzip2 gives both.
# Seen: the first stream alone comes, without an error: of data sets that were packed in parallel all but the first 900 KB
#   are missing.
# Output seen:
#   bunzip2: 12 bytes; bz2: 6 bytes
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . bz2@1.0.1
echo first | bzip2 > two.bz2
echo other | bzip2 >> two.bz2
cat > run.cjs <<'END'
const { execFileSync } = require("node:child_process");
const { readFileSync } = require("node:fs");
const { decompress } = require("bz2");
const native = execFileSync("bzip2", ["-dc", "two.bz2"]).length;
const line = `bunzip2: ${native} bytes; bz2: ${decompress(readFileSync("two.bz2"), true).length} bytes`;
console.log(line);
process.exit(line === "bunzip2: 12 bytes; bz2: 6 bytes" ? 0 : 1);
END
node run.cjs
