#!/bin/sh
# upng-js 2.1.0 (npm): writes and reads PNG pictures.
#
# Guess: a picture of any size is written whole and is read back as it was.
# Seen: a small one with several colours loses its end: the room for the file is the bytes of the pixels and 100 more,
#   and what goes beyond is dropped in silence. 3 x 3 cells of ten colours, 12 x 1 and 2 x 2 of five come out without
#   their last chunk, and neither UPNG nor pngjs reads them. Grids of ARC are as small as that. 4 x 4 cells are well.
# Output seen:
#   3 x 3 of 9 colours: no IEND, UPNG fails, pngjs fails
#   12 x 1 of 10 colours: no IEND, UPNG fails, pngjs fails
#   4 x 4 of 10 colours: IEND, UPNG reads, pngjs reads
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . upng-js@2.1.0 pngjs@7.0.0
cat > run.cjs <<'END'
const UPNG = require("upng-js");
const { PNG } = require("pngjs");
function reads(read, pixels) {
  try {
    return Buffer.compare(Buffer.from(read()), Buffer.from(pixels)) === 0 ? "reads" : "reads wrong";
  } catch {
    return "fails";
  }
}
const lines = [[3, 3, 9], [12, 1, 10], [4, 4, 10]].map(([width, height, colours]) => {
  const pixels = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const colour = i % colours;
    pixels.set([colour * 20, colour, 255 - colour, 255], i * 4);
  }
  const file = UPNG.encode([pixels.buffer], width, height, 0);
  const end = Buffer.from(file).includes("IEND") ? "IEND" : "no IEND";
  const own = reads(() => UPNG.toRGBA8(UPNG.decode(file))[0], pixels);
  const other = reads(() => PNG.sync.read(Buffer.from(file)).data, pixels);
  return `${width} x ${height} of ${colours} colours: ${end}, UPNG ${own}, pngjs ${other}`;
});
console.log(lines.join("\n"));
const cut = lines.slice(0, 2).every((line) => line.endsWith("no IEND, UPNG fails, pngjs fails"));
process.exit(cut && lines[2].endsWith(" IEND, UPNG reads, pngjs reads") ? 0 : 1);
END
node run.cjs
