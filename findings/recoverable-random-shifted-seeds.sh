#!/bin/sh
# recoverable-random 1.0.5 (npm): a seeded generator whose state can be saved.
#
# Guess: seeds 1 and 2 give streams that have nothing to do with each other.
# Seen: the stream of seed 2 is that of seed 1 without its first number, and so on: there is one stream, and a seed is a
#   place in it. Runs with seeds 1 to 10 of a thousand numbers each share 99 % of them, so that the spread over seeds
#   looks far too small. The default seed is the time in milliseconds, which shifts by one in the same way.
# Output seen:
#   seed 1: 70 97 20 97 75 84
#   seed 2: 97 20 97 75 84 86
#   seed 3: 20 97 75 84 86 58
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . recoverable-random@1.0.5
cat > run.cjs <<'END'
const module_ = require("recoverable-random");
const NumberGenerator = module_.default ?? module_;
function stream(seed, count) {
  const generator = new NumberGenerator(seed);
  return Array.from({ length: count }, () => generator.random(0, 1, true));
}
for (const seed of [1, 2, 3]) console.log(`seed ${seed}: ${stream(seed, 6).map((x) => Math.floor(100 * x)).join(" ")}`);
const shifted = [1, 2, 3].every((seed) => stream(seed, 1000).slice(1).join() === stream(seed + 1, 999).join());
process.exit(shifted ? 0 : 1);
END
node run.cjs
