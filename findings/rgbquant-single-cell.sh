#!/bin/sh
# rgbquant 1.1.2 (npm): pictures with fewer colours; boxPxls is the least number of pixels of a colour, 2 by default.
#
# Guess: with boxPxls 1 and room for 256 colours, a picture of ten colours keeps all ten.
# Seen: a colour of one cell is replaced by another, by 153 of 255, in a palette of nine: boxPxls 1 counts as 2. So the
#   one marked cell of a grid is gone. method 1 keeps it.
# Output seen, of 30 x 30 cells in ten colours, one of them in one cell:
#   boxPxls 1: palette of 9, cells changed 1
#   method 1: palette of 10, cells changed 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . rgbquant@1.1.2
cat > run.cjs <<'END'
const RgbQuant = require("rgbquant");
const size = 30;
const palette = ["000000", "0074d9", "ff4136", "2ecc40", "ffdc00", "aaaaaa", "f012be", "ff851b", "7fdbff", "870c25"];
const colours = palette.map((hex) => [...Buffer.from(hex, "hex"), 255]);
const cells = Array.from({ length: size * size }, (_, i) => (i === 17 ? 9 : i % 9));
const pixels = Uint8Array.from(cells.flatMap((cell) => colours[cell]));
function tried(name, options) {
  const quant = new RgbQuant({ colors: 256, ...options });
  quant.sample(pixels, size);
  const length = quant.palette(true).length;
  const out = quant.reduce(pixels);
  const changed = cells.filter((_, i) => [0, 1, 2].some((k) => out[4 * i + k] !== pixels[4 * i + k])).length;
  console.log(`${name}: palette of ${length}, cells changed ${changed}`);
  return changed;
}
const [boxes, whole] = [tried("boxPxls 1", { boxPxls: 1 }), tried("method 1", { method: 1 })];
process.exit(boxes === 1 && whole === 0 ? 0 : 1);
END
node run.cjs
