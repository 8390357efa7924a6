#!/bin/sh
# pcm-convert 3.3.0 (npm): "Convert PCM audio data between formats", with byte order from and to.
#
# Guess: the bytes 40 00 c0 00 are 0.5 and -0.5 as 16-bit big-endian numbers.
# Seen: the order given for the input is not looked at: the bytes are read as little-endian and become 0.002 and 0.006.
#   From "be" to "le" nothing is swapped. An order for the output counts only where the input has one too. Two steps
#   that undo each other do not: what was written as "be" cannot be read as "be".
# Output seen:
#   40 00 c0 00 as int16 be to float32 le: 0.001953125 0.005859375, should be 0.5 -0.5
#   40 00 c0 00 from int16 be to int16 le: 40 00 c0 00, should be 00 40 00 c0
#   0.5 -0.5 to int16 be: 40 00 c0 00 where the input is float32 le, 00 40 00 c0 where it is float32
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . pcm-convert@3.3.0
cat > run.mjs <<'END'
import convert from "pcm-convert";
const bytes = Uint8Array.of(0x40, 0, 0xc0, 0);
const view = new DataView(bytes.buffer);
const right = [0, 2].map((place) => view.getInt16(place) / 32768);
const hex = (list) => Buffer.from(new Uint8Array(list.buffer)).toString("hex").replace(/..(?=.)/g, "$& ");
const floats = convert(bytes.buffer.slice(0), "int16 be", "float32 le");
const swapped = convert(bytes.buffer.slice(0), "int16 be", "int16 le");
const [withOrder, without] = ["float32 le", "float32"].map((from) => convert(Float32Array.from(right), from, "int16 be"));
const other = hex(Uint8Array.from([...bytes].map((_, i) => bytes[i ^ 1])));
console.log(`${hex(bytes)} as int16 be to float32 le: ${[...floats].join(" ")}, should be ${right.join(" ")}`);
console.log(`${hex(bytes)} from int16 be to int16 le: ${hex(swapped)}, should be ${other}`);
console.log(
  `0.5 -0.5 to int16 be: ${hex(withOrder)} where the input is float32 le, ${hex(without)} where it is float32`,
);
const ignored = floats[0] === 0x40 / 32768 && floats[1] === 0xc0 / 32768;
process.exit(ignored && hex(swapped) === hex(bytes) && hex(withOrder) === hex(bytes) && hex(without) === other ? 0 : 1);
END
node run.mjs
