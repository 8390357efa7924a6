#!/bin/sh
# ts-seedrandom 1.6.0 (npm): random numbers by some twenty named algorithms, seeded with a number or a text.
#
# Guess: a text is hashed to a seed, as in the package seedrandom, and other texts give other numbers, whichever
#   algorithm is chosen.
# Seen: PCG32, Mulberry32, SplitMix32, SplitMix64 and Park-Miller take the sum of the text's characters: "puzzle 12" is
#   "puzzle 21" and "puzzle 30", and "puzzle 00" to "puzzle 99" are 19 sequences. Xoshiro and others of the package give
#   100.
# Output seen, different first numbers of the seeds "puzzle 00" to "puzzle 99":
#   prngPcg32 19, prngMulberry32 19, prngSplitMix32 19, prngSplitMix64 19, prngXoshiro128plus 100, prngAlea 100
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ts-seedrandom@1.6.0
cat > run.mjs <<'END'
import * as library from "ts-seedrandom";
const names = ["prngPcg32", "prngMulberry32", "prngSplitMix32", "prngSplitMix64", "prngXoshiro128plus", "prngAlea"];
const counts = names.map((name) => {
  const firsts = new Set();
  for (let i = 0; i < 100; i++) firsts.add(library[name](`puzzle ${String(i).padStart(2, "0")}`)());
  return firsts.size;
});
console.log(names.map((name, i) => `${name} ${counts[i]}`).join(", "));
process.exit(counts.join(" ") === "19 19 19 19 100 100" ? 0 : 1);
END
node run.mjs
