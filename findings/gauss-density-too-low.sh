#!/bin/sh
# gauss 0.2.12 (npm): statistics of vectors; density(0.5) is "the values between the 25% and 75% percentile".
#
# Guess: the middle half of 1 to 8 is 3 4 5 6, and the middle nine tenths of four numbers are some of them.
# Seen: the part is taken one place too low: 2 3 4 5. Where little is left out at the ends it begins before the first,
#   which counts from behind, so that nothing is left. stdev(percent), the spread without the ends, is made of that.
# Output seen:
#   1 to 8, density(0.5): 2 3 4 5
#   1 to 4, density(0.5): 1 2
#   1 to 4, density(0.9): nothing, stdev(0.9) NaN, stdev() 1.118
#   1 to 20, density(0.96): nothing
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . gauss@0.2.12
cat > run.cjs <<'END'
const { Vector } = require("gauss");
const vector = (n) => new Vector(Array.from({ length: n }, (_, i) => i + 1));
const density = (n, percent) => [...vector(n).density(percent)].join(" ") || "nothing";
const seen = [density(8, 0.5), density(4, 0.5), density(4, 0.9), density(20, 0.96)];
const [inner, all] = [vector(4).stdev(0.9), vector(4).stdev()];
console.log(`1 to 8, density(0.5): ${seen[0]}`);
console.log(`1 to 4, density(0.5): ${seen[1]}`);
console.log(`1 to 4, density(0.9): ${seen[2]}, stdev(0.9) ${inner}, stdev() ${all.toFixed(3)}`);
console.log(`1 to 20, density(0.96): ${seen[3]}`);
const same = seen.join() === "2 3 4 5,1 2,nothing,nothing";
process.exit(same && Number.isNaN(inner) && all > 1 ? 0 : 1);
END
node run.cjs
