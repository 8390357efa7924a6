#!/bin/sh
# node-pnglib 1.6.0 (npm): PNG pictures with a palette; "depth: 8, max colors = 2^depth".
#
# Guess: with the default depth of 8 there is room for 256 colours.
# Seen: there is room for 8, the background among them. From the eighth on each further colour becomes the background, with
#   a line on the console and no error: of the ten colours of an ARC grid three are gone. A depth of 256, though by the page
#   that would be 2^256 colours, has room for 256.
# Output seen:
#   ten colours at the default depth: places 1 2 3 4 5 6 7 0 0 0
#   the same at depth 256: places 1 2 3 4 5 6 7 8 9 10
#   cells of the file that have their colour: 7 of 10
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . node-pnglib@1.6.0
cat > run.cjs <<'END'
const zlib = require("node:zlib");
const PNGlib = require("node-pnglib");
const colours = Array.from({ length: 10 }, (_, i) => [25 * i + 5, 100, 200, 255]);
function made(depth) {
  const png = depth ? new PNGlib(10, 1, depth) : new PNGlib(10, 1);
  const { log, warn, error } = console;
  console.log = console.warn = console.error = () => {};
  const places = colours.map((colour, x) => {
    png.setPixel(x, 0, colour);
    return png.color(colour);
  });
  Object.assign(console, { log, warn, error });
  return { places: places.join(" "), file: png.getBuffer() };
}
/** The parts of a file with this name, together. */
function part(file, name) {
  const parts = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    if (file.toString("latin1", at + 4, at + 8) === name) parts.push(file.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return Buffer.concat(parts);
}
const [usual, large] = [made(), made(256)];
const palette = part(usual.file, "PLTE");
const row = zlib.inflateSync(part(usual.file, "IDAT")).subarray(1);
const kept = colours.filter(([red], x) => palette[3 * row[x]] === red).length;
console.log(`ten colours at the default depth: places ${usual.places}`);
console.log(`the same at depth 256: places ${large.places}`);
console.log(`cells of the file that have their colour: ${kept} of 10`);
process.exit(usual.places === "1 2 3 4 5 6 7 0 0 0" && large.places === "1 2 3 4 5 6 7 8 9 10" && kept === 7 ? 0 : 1);
END
node run.cjs
