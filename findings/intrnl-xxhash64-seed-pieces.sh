#!/bin/sh
# @intrnl/xxhash64 0.1.2 (npm): the hash XXH64, whole or in pieces; seeds are numbers or BigInts.
#
# Guess: the seed has 64 bits, as in the specification, and update() takes pieces of any length, which it is there for.
# Seen: of the seed 32 bits count: 1 and 2^32 + 1 give one hash. Pieces work as long as they are below 32 bytes
#   together, as in the README; the piece that makes them 32 throws, as a private field is read under a public name. A
#   weights file that is read in blocks cannot be hashed unless all blocks but the last have multiples of 32 bytes.
# Output seen, for "foobar" and beside xxhash-wasm 1.1.0:
#   @intrnl/xxhash64: seed 1 f83230d70d4ca00e, seed 2^32 + 1 f83230d70d4ca00e
#   xxhash-wasm: seed 1 f83230d70d4ca00e, seed 2^32 + 1 29d214188bb304af
#   pieces of 20 and 20 bytes: TypeError; of 32 and 8: as the whole
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @intrnl/xxhash64@0.1.2 xxhash-wasm@1.1.0
cat > run.mjs <<'END'
import { hash, XXH64 } from "@intrnl/xxhash64";
import load from "xxhash-wasm";
const reference = await load();
const seeds = [1n, 2n ** 32n + 1n];
const say = (name, results) => {
  const texts = results.map((result) => result.toString(16));
  console.log(`${name}: seed 1 ${texts[0]}, seed 2^32 + 1 ${texts[1]}`);
  return results;
};
const own = say("@intrnl/xxhash64", seeds.map((seed) => hash("foobar", seed)));
const right = say("xxhash-wasm", seeds.map((seed) => reference.h64("foobar", seed)));
const bytes = Uint8Array.from({ length: 40 }, (_, i) => i);
function pieces(length) {
  const hasher = new XXH64(0);
  try {
    hasher.update(bytes.slice(0, length)).update(bytes.slice(length));
  } catch (error) {
    return error.constructor.name;
  }
  return hasher.digest() === reference.h64Raw(bytes, 0n) ? "as the whole" : "wrong";
}
const [twenty, whole] = [pieces(20), pieces(32)];
console.log(`pieces of 20 and 20 bytes: ${twenty}; of 32 and 8: ${whole}`);
const cut = own[0] === own[1] && own[0] === right[0] && right[0] !== right[1];
process.exit(cut && twenty === "TypeError" && whole === "as the whole" ? 0 : 1);
END
node run.mjs
