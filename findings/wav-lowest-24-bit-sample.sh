#!/bin/sh
# node-wav 0.0.2 and wav-decoder 1.3.0 (npm): WAV files to floats.
#
# Guess: the lowest sample of a file is -1, in 24 bits as in 8 and 16.
# Seen: in 24 bits the lowest one comes out as 1, the highest there is; the one above it is -1. In a sound that is cut off
#   at full scale each trough has such a peak. Both decoders compare with 0x800000 in the wrong way. The decoder of
#   wav-file-decoder, and both at 8, 16 and 32 bits, are right.
# Output seen:
#   node-wav, 16 bits: -1 -1 0 1; 24 bits: 1 -1 0 1
#   wav-decoder, 16 bits: -1 -1 0 1; 24 bits: 1 -1 0 1
#   wav-file-decoder, 16 bits: -1 -1 0 1; 24 bits: -1 -1 0 1
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . node-wav@0.0.2 wav-decoder@1.3.0 wav-file-decoder@1.0.3
cat > run.mjs <<'END'
import nodeWav from "node-wav";
import wavDecoder from "wav-decoder";
import { decodeWavFile } from "wav-file-decoder";
/** A file of one channel with the lowest sample, the next one, 0 and the highest. */
function file(bits) {
  const samples = [-(2 ** (bits - 1)), 1 - 2 ** (bits - 1), 0, 2 ** (bits - 1) - 1];
  const bytes = bits / 8;
  const size = samples.length * bytes;
  const out = Buffer.alloc(44 + size);
  out.write("RIFF");
  out.writeUInt32LE(36 + size, 4);
  out.write("WAVEfmt ", 8);
  [[16, 16, 4], [1, 20, 2], [1, 22, 2], [8000, 24, 4], [8000 * bytes, 28, 4], [bytes, 32, 2], [bits, 34, 2]].forEach(
    ([value, place, length]) => out.writeUIntLE(value, place, length),
  );
  out.write("data", 36);
  out.writeUInt32LE(size, 40);
  samples.forEach((sample, i) => out.writeIntLE(sample, 44 + i * bytes, bytes));
  return out;
}
const buffer = (bytes) => new Uint8Array(bytes).buffer;
const decoders = {
  "node-wav": (bytes) => nodeWav.decode(bytes).channelData[0],
  "wav-decoder": async (bytes) => (await wavDecoder.decode(buffer(bytes))).channelData[0],
  "wav-file-decoder": (bytes) => decodeWavFile(buffer(bytes)).channelData[0],
};
const seen = [];
for (const [name, decode] of Object.entries(decoders)) {
  const [few, many] = [await decode(file(16)), await decode(file(24))];
  const list = (samples) => Array.from(samples, (x) => Number(x.toFixed(3)) + 0).join(" ");
  console.log(`${name}, 16 bits: ${list(few)}; 24 bits: ${list(many)}`);
  seen.push(few[0] === -1, Math.sign(many[0]), Math.sign(many[1]));
}
process.exit(seen.join() === "true,1,-1,true,1,-1,true,-1,-1" ? 0 : 1);
END
node run.mjs
