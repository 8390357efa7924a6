#!/bin/sh
# bmp-ts 1.0.9 (npm): BMP pictures of 1 to 32 bits.
#
# Guess: a grid saved with 16 colours is read as it was saved.
# Seen: where its width is odd, only the lowest row is there and all others are black: the half byte left over at the
#   end of a row ends the reading altogether. Of a 9 x 9 Sudoku board one row is left. bmp-js, of which this is a port,
#   reads all of them, and so does bmp-ts where the width is even.
# Output seen:
#   bmp-ts, 16 colours, right rows: 8x9 9, 9x9 1, 10x9 9, 11x9 1
#   bmp-js, 16 colours, right rows: 8x9 9, 9x9 9, 10x9 9, 11x9 9
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . bmp-ts@1.0.9 bmp-js@0.1.0
cat > run.cjs <<'END'
const decoders = { "bmp-ts": require("bmp-ts").decode, "bmp-js": require("bmp-js").decode };
const height = 9;
const colour = (x, y) => 1 + ((3 * x + y) % 15);
/** A picture of 16 greys, two cells to a byte, rows from below and filled up to 4 bytes. */
function file(width) {
  const row = 4 * Math.ceil(width / 8);
  const out = Buffer.alloc(118 + row * height);
  out.write("BM");
  [[out.length, 2], [118, 10], [40, 14], [width, 18], [height, 22], [row * height, 34]].forEach(([value, place]) =>
    out.writeUInt32LE(value, place),
  );
  out.writeUInt16LE(1, 26);
  out.writeUInt16LE(4, 28);
  for (let i = 0; i < 16; i++) out.fill(16 * i, 54 + 4 * i, 57 + 4 * i);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      out[118 + (height - 1 - y) * row + (x >> 1)] |= colour(x, y) << (x % 2 === 0 ? 4 : 0);
  return out;
}
const widths = [8, 9, 10, 11];
const seen = Object.entries(decoders).map(([name, decode]) => {
  const rows = widths.map((width) => {
    const { data } = decode(file(width));
    let right = 0;
    for (let y = 0; y < height; y++) {
      const cells = Array.from({ length: width }, (_, x) => data[4 * (y * width + x) + 1] === 16 * colour(x, y));
      right += Number(cells.every((cell) => cell));
    }
    return right;
  });
  const list = widths.map((width, i) => `${width}x${height} ${rows[i]}`);
  console.log(`${name}, 16 colours, right rows: ${list.join(", ")}`);
  return rows;
});
const [ours, other] = seen;
process.exit(ours[0] === 9 && ours[1] < 9 && ours[2] === 9 && ours[3] < 9 && other.every((rows) => rows === 9) ? 0 : 1);
END
node run.cjs
