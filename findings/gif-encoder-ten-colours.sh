#!/bin/sh
# gif-encoder 0.7.2 and gif-encoder-2 1.0.5 (npm): GIF pictures from pixels.
#
# Guess: a GIF holds up to 256 colours exactly, so that a grid of ten colours comes back as it was.
# Seen: nine of the ten are others, one of them by 22 of 255: the palette is fitted as if there were too many colours, also
#   where there are few. Even at the best quality seven of ten are off by one, and a look-up of colours does not find them.
#   gif-encoder-2 with its other method, octree, and gifenc 1.0.3 have all ten exactly.
# Output seen, of 30 x 30 cells in the ten colours of ARC:
#   gif-encoder: 9 of 10 colours changed, by 22 at most
#   gif-encoder, best quality: 7 of 10 colours changed, by 1 at most
#   gif-encoder-2, neuquant: 9 of 10 colours changed, by 22 at most
#   gif-encoder-2, octree: 0 of 10 colours changed, by 0 at most
#   gifenc: 0 of 10 colours changed, by 0 at most
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . gif-encoder@0.7.2 gif-encoder-2@1.0.5 gifenc@1.0.3 omggif@1.0.10
cat > run.cjs <<'END'
const GifEncoder = require("gif-encoder");
const GifEncoder2 = require("gif-encoder-2");
const gifenc = require("gifenc");
const { GifReader } = require("omggif");
const size = 30;
const palette = ["000000", "0074d9", "ff4136", "2ecc40", "ffdc00", "aaaaaa", "f012be", "ff851b", "7fdbff", "870c25"];
const colours = palette.map((hex) => [...Buffer.from(hex, "hex")]);
let state = 1;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const cells = Array.from({ length: size * size }, () => Math.floor(10 * random()));
const pixels = Uint8Array.from(cells.flatMap((cell) => [...colours[cell], 255]));
const first = (quality) =>
  new Promise((resolve) => {
    const gif = new GifEncoder(size, size);
    const parts = [];
    gif.on("data", (part) => parts.push(part));
    gif.on("end", () => resolve(Buffer.concat(parts)));
    if (quality) gif.setQuality(quality);
    gif.writeHeader();
    gif.addFrame(pixels);
    gif.finish();
  });
function second(method) {
  const gif = new GifEncoder2(size, size, method);
  gif.start();
  gif.addFrame(pixels);
  gif.finish();
  return gif.out.getData();
}
function third() {
  const gif = gifenc.GIFEncoder();
  const found = gifenc.quantize(pixels, 256);
  gif.writeFrame(gifenc.applyPalette(pixels, found), size, size, { palette: found });
  gif.finish();
  return Buffer.from(gif.bytes());
}
function changed(name, file) {
  const read = new Uint8Array(4 * size * size);
  new GifReader(file).decodeAndBlitFrameRGBA(0, read);
  const off = colours.map(() => 0);
  cells.forEach((cell, i) => {
    for (let k = 0; k < 3; k++) off[cell] = Math.max(off[cell], Math.abs(read[4 * i + k] - pixels[4 * i + k]));
  });
  const count = off.filter((by) => by > 0).length;
  console.log(`${name}: ${count} of 10 colours changed, by ${Math.max(...off)} at most`);
  return count;
}
(async () => {
  const wrong = [
    changed("gif-encoder", await first()),
    changed("gif-encoder, best quality", await first(1)),
    changed("gif-encoder-2, neuquant", second("neuquant")),
  ];
  const right = [changed("gif-encoder-2, octree", second("octree")), changed("gifenc", third())];
  process.exit(wrong.every((count) => count > 4) && right.every((count) => count === 0) ? 0 : 1);
})();
END
node run.cjs
