#!/bin/sh
# pseudo-random 0.6.0 (npm): a seeded generator, Park and Miller's.
#
# Guess: seed 1 is a seed like any other; numbers are from 0 to 1.
# Seen: seed 1, the first that one tries, gives one number for ever, and that is below 0: an index made of it is -1. So
#   do 0 and 2^31. 1 is taken away from each seed, and 0 stays 0 in this generator. The first numbers of the seeds up to
#   1000 are all below 0.008.
# Output seen:
#   seed 1: -4.656612877414201e-10 in 1000 of 1000, floor of ten times it -1
#   seed 2: 1000 different ones of 1000
#   seeds 1 to 1000: largest first number 0.0078
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . pseudo-random@0.6.0
cat > run.cjs <<'END'
const pseudoRandom = require("pseudo-random");
function stream(seed, count) {
  const generator = pseudoRandom(seed);
  return Array.from({ length: count }, () => generator.random());
}
const one = stream(1, 1000);
const two = new Set(stream(2, 1000)).size;
const first = Array.from({ length: 1000 }, (_, i) => stream(i + 1, 1)[0]);
const same = one.filter((x) => x === one[0]).length;
console.log(`seed 1: ${one[0]} in ${same} of 1000, floor of ten times it ${Math.floor(10 * one[0])}`);
console.log(`seed 2: ${two} different ones of 1000`);
console.log(`seeds 1 to 1000: largest first number ${Math.max(...first).toFixed(4)}`);
process.exit(same === 1000 && one[0] < 0 && two === 1000 && Math.max(...first) < 0.01 ? 0 : 1);
END
node run.cjs
