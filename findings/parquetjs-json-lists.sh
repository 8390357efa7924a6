#!/bin/sh
# @dsnp/parquetjs 1.8.8 (npm): writes and reads Parquet; a column of type JSON takes any JSON value.
#
# Guess: a grid as a list of rows goes into a JSON column as it is.
# Seen: a list of one item comes back as the item, and one of two throws "too many values". A list is taken for the
#   values of the cell, whatever the type of the column. A grid of one row turns into its row, one of 1 x 1 into a list
#   of one colour. Within an object lists are kept.
# Output seen:
#   [[3]]: [3]
#   [[1,2,3]]: [1,2,3]
#   [[1],[2]]: too many values for field: x
#   {"grid":[[1],[2]]}: {"grid":[[1],[2]]}
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @dsnp/parquetjs@1.8.8
cat > run.cjs <<'END'
const { ParquetReader, ParquetSchema, ParquetWriter } = require("@dsnp/parquetjs");
const back = async (x) => {
  const writer = await ParquetWriter.openFile(new ParquetSchema({ x: { type: "JSON" } }), "x.parquet");
  try {
    await writer.appendRow({ x });
  } catch (error) {
    return error.message ?? String(error);
  }
  await writer.close();
  const reader = await ParquetReader.openFile("x.parquet");
  const row = await reader.getCursor().next();
  await reader.close();
  return JSON.stringify(row.x);
};
(async () => {
  const lines = [];
  for (const value of [[[3]], [[1, 2, 3]], [[1], [2]], { grid: [[1], [2]] }]) {
    lines.push(`${JSON.stringify(value)}: ${await back(value)}`);
  }
  console.log(lines.join("\n"));
  const seen = [
    "[[3]]: [3]",
    "[[1,2,3]]: [1,2,3]",
    "[[1],[2]]: too many values for field: x",
    '{"grid":[[1],[2]]}: {"grid":[[1],[2]]}',
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
