#!/bin/sh
# zarr-js 3.3.0 (npm): reads arrays in the Zarr format.
#
# Guess: the chunks of an array with "dimension_separator": "/" are read from 0/0, 0/1 and so on, as the file says.
# Seen: they are looked for as 0.0 and 0.1, are not there, and what is not there is filled with the fill value: the
#   whole array is 0, without an error. Nested chunks are how many tools write Zarr.
# Output seen, for 1 2 3 4 in two chunks:
#   separator ".": 1 2 3 4, asked for 0.0 0.1
#   separator "/": 0 0 0 0, asked for 0.0 0.1
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . zarr-js@3.3.0
cat > run.cjs <<'END'
const zarr = require("zarr-js");
/** The files of an array of 1 x 4 in two chunks, and the names asked for. */
function files(separator) {
  const meta = { zarr_format: 2, shape: [1, 4], chunks: [1, 2], dtype: "<f4", compressor: null, fill_value: 0 };
  const stored = {
    "a/.zarray": JSON.stringify({ ...meta, order: "C", filters: null, dimension_separator: separator }),
    [`a/0${separator}0`]: Float32Array.of(1, 2).buffer,
    [`a/0${separator}1`]: Float32Array.of(3, 4).buffer,
  };
  const asked = [];
  async function request(name) {
    if (!name.endsWith(".zarray")) asked.push(name.slice(2));
    if (!(name in stored)) return { status: 404 };
    return { status: 200, text: async () => stored[name], arrayBuffer: async () => stored[name] };
  }
  return { asked, request };
}
async function read(separator) {
  const { asked, request } = files(separator);
  const array = await new Promise((resolve, reject) => {
    zarr(request).load("a", (error, loaded) => (error ? reject(error) : resolve(loaded)));
  });
  const numbers = [0, 1, 2, 3].map((i) => array.get(0, i)).join(" ");
  return `separator "${separator}": ${numbers}, asked for ${asked.join(" ")}`;
}
(async () => {
  const lines = [await read("."), await read("/")];
  console.log(lines.join("\n"));
  const seen = ['separator ".": 1 2 3 4, asked for 0.0 0.1', 'separator "/": 0 0 0 0, asked for 0.0 0.1'];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
