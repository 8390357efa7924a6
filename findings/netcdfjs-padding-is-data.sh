#!/bin/sh
# netcdfjs 4.0.0 (npm): a reader of NetCDF files, version 3.
#
# Guess: a variable of three bytes has three values, and -2 is -2, as in the format "byte" has a sign.
# Seen: what fills a variable up to four bytes counts as data: three bytes are four, and each row of three
#   16-bit numbers in a file with a record dimension has a fourth. The number of values is taken from the
#   padded size, not from the dimensions. Bytes come in arrays of one and without sign.
# Output seen:
#   3 bytes 1,-2,3: [[1],[254],[3],[0]]
#   2 x 3 shorts 1,2,3,4,5,6 by record: [[1,2,3,0],[4,5,6,0]]
#   3 floats 1.5,2.5,3.5: [1.5,2.5,3.5]
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . netcdfjs@4.0.0
cat > run.mjs <<'END'
import { NetCDFReader } from "netcdfjs";
const word = (value) => {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value);
  return out;
};
const fill = (bytes) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
const name = (text) => Buffer.concat([word(text.length), fill(Buffer.from(text))]);
const bytes = Buffer.from(Int8Array.of(1, -2, 3).buffer);
const floats = Buffer.alloc(12);
[1.5, 2.5, 3.5].forEach((x, i) => floats.writeFloatBE(x, 4 * i));
const shorts = [[1, 2, 3], [4, 5, 6]].map((row) => Buffer.from(Int16Array.from(row).buffer).swap16());
const times = [7, 8].map(word);
/** The numbers of the types and of the dimensions (time without end, x of 3), and the size of one record or of all. */
const variables = [["bytes", [1], 1, 4], ["floats", [1], 5, 12], ["shorts", [0, 1], 3, 8], ["times", [0], 4, 4]];
function head(places) {
  const list = variables.map(([text, dims, type, size], i) =>
    Buffer.concat([name(text), word(dims.length), ...dims.map(word), word(0), word(0), ...[type, size, places[i]].map(word)]),
  );
  const dims = [word(10), word(2), name("time"), word(0), name("x"), word(3)];
  return Buffer.concat([Buffer.from("CDF\x01"), word(2), ...dims, word(0), word(0), word(11), word(4), ...list]);
}
const start = head([0, 0, 0, 0]).length;
const data = [fill(bytes), floats, ...shorts.flatMap((row, i) => [fill(row), times[i]])];
const reader = new NetCDFReader(Buffer.concat([head([start, start + 4, start + 16, start + 24]), ...data]));
const seen = ["bytes", "shorts", "floats"].map((text) => JSON.stringify(reader.getDataVariable(text)));
console.log(`3 bytes 1,-2,3: ${seen[0]}`);
console.log(`2 x 3 shorts 1,2,3,4,5,6 by record: ${seen[1]}`);
console.log(`3 floats 1.5,2.5,3.5: ${seen[2]}`);
const sizes = [Array.from(new Int8Array(bytes)), [[1, 2, 3], [4, 5, 6]]].map((values) => JSON.stringify(values));
process.exit(seen[0] !== sizes[0] && seen[1] === "[[1,2,3,0],[4,5,6,0]]" && seen[2] === "[1.5,2.5,3.5]" ? 0 : 1);
END
node run.mjs
