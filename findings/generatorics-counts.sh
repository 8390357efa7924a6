#!/bin/sh
# generatorics 1.1.0 (npm): permutations and combinations, and their numbers.
#
# Guess: C(171, 1), the number of ways to take one of 171, is 171, and P(30, 2) is 870.
# Seen: C(171, 1) is infinite and C(200, 3) is NaN, as both are quotients of factorials, which overflow from 171 on. P(30, 2)
#   is 870.0000000000003, and a comparison with the count of what is generated fails. All right values are small integers.
# Output seen:
#   C(171, 1) Infinity, should be 171; C(200, 3) NaN, should be 1313400; P(30, 2) 870.0000000000003, should be 870
#   P(n, 2) for n from 2 to 170: 135 of 169 are not n (n - 1)
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . generatorics@1.1.0
cat > run.cjs <<'END'
const G = require("generatorics");
const [one, three, pair] = [G.C(171, 1), G.C(200, 3), G.P(30, 2)];
const generated = [...G.clone.permutation(Array.from({ length: 30 }, (_, i) => i), 2)].length;
const right = (200 * 199 * 198) / 6;
const combinations = `C(171, 1) ${one}, should be 171; C(200, 3) ${three}, should be ${right}`;
console.log(`${combinations}; P(30, 2) ${pair}, should be ${generated}`);
let wrong = 0;
for (let n = 2; n <= 170; n++) wrong += Number(G.P(n, 2) !== n * (n - 1));
console.log(`P(n, 2) for n from 2 to 170: ${wrong} of 169 are not n (n - 1)`);
process.exit(one === Infinity && Number.isNaN(three) && pair !== 870 && generated === 870 && wrong > 0 ? 0 : 1);
END
node run.cjs
