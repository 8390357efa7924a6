#!/bin/sh
# zarr-js 3.3.0 (npm): reads arrays in the Zarr format.
#
# Guess: an array stored in "order": "F", as NumPy's Fortran order is, comes out as stored, or is refused, as an
#   unknown compressor is.
# Seen: the order is not looked at: shape and numbers look right, but the entries are those of the order C. A weight
#   matrix of 2 x 3 is neither itself nor its transpose.
# Output seen, for the rows 1 2 3 and 4 5 6:
#   order C: 1 2 3, 4 5 6
#   order F: 1 4 2, 5 3 6
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . zarr-js@3.3.0
cat > run.cjs <<'END'
const zarr = require("zarr-js");
/** The files of an array with those rows in one chunk, uncompressed. */
function files(order) {
  const numbers = order === "C" ? [1, 2, 3, 4, 5, 6] : [1, 4, 2, 5, 3, 6];
  const bytes = Float32Array.from(numbers).buffer;
  const meta = { zarr_format: 2, shape: [2, 3], chunks: [2, 3], dtype: "<f4", compressor: null, fill_value: 0 };
  const stored = { "a/.zarray": JSON.stringify({ ...meta, order, filters: null }), "a/0.0": bytes };
  return async (name) => ({ status: 200, text: async () => stored[name], arrayBuffer: async () => stored[name] });
}
const load = (order) => new Promise((resolve, reject) => {
  zarr(files(order)).load("a", (error, array) => (error ? reject(error) : resolve(array)));
});
(async () => {
  const lines = [];
  for (const order of ["C", "F"]) {
    const array = await load(order);
    const rows = [0, 1].map((i) => [0, 1, 2].map((j) => array.get(i, j)).join(" "));
    lines.push(`order ${order}: ${rows.join(", ")}`);
  }
  console.log(lines.join("\n"));
  process.exit(lines.join("\n") === "order C: 1 2 3, 4 5 6\norder F: 1 4 2, 5 3 6" ? 0 : 1);
})();
END
node run.cjs
