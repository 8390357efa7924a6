#!/bin/sh
# fn-mt 1.2.1 (npm): "functional implementation of Mersenne Twister".
#
# Guess: the stream of seed 5489 begins with 3499211612, as that of every Mersenne Twister, and does not repeat before
#   2^19937 - 1 numbers.
# Seen: it begins with another number and repeats after 624. The new word is put at the end of the state instead of in the
#   place of the old one and never read; what comes out are the 624 words of the seeding in a circle. The state
#   gets a word longer with each number. A shuffle of a thousand items has used up the stream.
# Output seen:
#   fn-mt, seed 5489: 1228475205 930876788 594287098, different ones among 10000: 624
#   mersenne-twister, seed 5489: 3499211612 581869302 3890346734, different ones among 10000: 10000
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . fn-mt@1.2.1 mersenne-twister@1.1.0
cat > run.cjs <<'END'
const { newRandGen, randNext } = require("fn-mt");
const MersenneTwister = require("mersenne-twister");
const count = 10000;
let state = newRandGen(5489);
const seen = Array.from({ length: count }, () => {
  const [number, next] = randNext(state);
  // The words past the 624th are never read; without them each step takes as long as the first.
  state = { ...next, x: next.x.slice(0, 624) };
  return number;
});
// The same without the cut, for the first 2000.
let whole = newRandGen(5489);
const uncut = Array.from({ length: 2000 }, () => {
  const [number, next] = randNext(whole);
  whole = next;
  return number;
});
const other = new MersenneTwister(5489);
const right = Array.from({ length: count }, () => other.random_int());
const say = (list) => `${list.slice(0, 3).join(" ")}, different ones among ${count}: ${new Set(list).size}`;
console.log(`fn-mt, seed 5489: ${say(seen)}`);
console.log(`mersenne-twister, seed 5489: ${say(right)}`);
const repeats = uncut.every((number, i) => number === seen[i] && (i < 624 || number === uncut[i - 624]));
process.exit(repeats && new Set(seen).size === 624 && right[0] === 3499211612 ? 0 : 1);
END
node run.cjs
