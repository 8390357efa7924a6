#!/bin/sh
# @dsnp/parquetjs 1.8.8 (npm): writes and reads Parquet, the columnar format of data sets; hyparquet reads it too.
#   (1.9.3, the newest, has no code in its package.)
#
# Guess: a DECIMAL column of five digits, two of them after the point, gives back what was written.
# Seen: 1.25, -3.5 and -0.25 come back as 1.25, 0 and -3.5, without an error. Up to nine digits the numbers are written
#   as 64 bits and read as 32, so each takes the place of two. hyparquet reads the file as it was meant; from ten digits
#   on so does parquetjs. What is between two steps is cut, not rounded: 0.29 is 0.28 in either reader.
# Output seen:
#   5 digits: parquetjs 1.25 0 -3.5, hyparquet 1.25 -3.5 -0.25
#   10 digits: parquetjs 1.25 -3.5 -0.25, hyparquet 1.25 -3.5 -0.25
#   0.29: parquetjs 0.28, hyparquet 0.28
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @dsnp/parquetjs@1.8.8 hyparquet@1.26.1
cat > run.cjs <<'END'
const { readFileSync } = require("node:fs");
const { ParquetReader, ParquetSchema, ParquetWriter } = require("@dsnp/parquetjs");
const both = async (precision, numbers) => {
  const schema = new ParquetSchema({ x: { type: "DECIMAL", precision, scale: 2 } });
  const writer = await ParquetWriter.openFile(schema, "x.parquet");
  for (const x of numbers) await writer.appendRow({ x });
  await writer.close();
  const reader = await ParquetReader.openFile("x.parquet");
  const cursor = reader.getCursor();
  const rows = [];
  for (let row; (row = await cursor.next()); ) rows.push(row);
  await reader.close();
  const { parquetReadObjects } = await import("hyparquet");
  const others = await parquetReadObjects({ file: new Uint8Array(readFileSync("x.parquet")).buffer });
  const show = (list) => list.map((row) => Number(row.x)).join(" ");
  return `parquetjs ${show(rows)}, hyparquet ${show(others)}`;
};
(async () => {
  const lines = [
    `5 digits: ${await both(5, [1.25, -3.5, -0.25])}`,
    `10 digits: ${await both(10, [1.25, -3.5, -0.25])}`,
    `0.29: ${await both(10, [0.29])}`,
  ];
  console.log(lines.join("\n"));
  const seen = [
    "5 digits: parquetjs 1.25 0 -3.5, hyparquet 1.25 -3.5 -0.25",
    "10 digits: parquetjs 1.25 -3.5 -0.25, hyparquet 1.25 -3.5 -0.25",
    "0.29: parquetjs 0.28, hyparquet 0.28",
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
