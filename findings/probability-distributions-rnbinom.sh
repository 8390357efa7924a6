#!/bin/sh
# probability-distributions 0.9.1 (npm): random numbers with "the same function names as R".
#
# Guess: rnbinom with 6 hits required and mu 4 has the mean 4, as in R, where it counts the misses; counted with
#   the hits it would be 10.
# Seen: it is 9, neither of the two: all throws but the last are counted, so that with 6 hits no number is below 5.
#   Only with one hit it is the mean asked for. rchisq with non-centrality 2 is a central one moved by 2: the
#   mean is right, the variance 6 instead of 14, and nothing is below 2.
# Output seen (the second digits vary):
#   rnbinom, 6 hits, mu 4: mean 9.0, smallest 5; should be 4 and 0
#   rnbinom, 1 hit, mu 4: mean 4.0, smallest 0
#   rchisq, 3 degrees, non-centrality 2: mean 5.0, variance 6.0, smallest 2.0; should be 5, 14 and nearly 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . probability-distributions@0.9.1
cat > run.cjs <<'END'
const draw = require("probability-distributions");
const count = 40000;
const mean = (list) => list.reduce((sum, x) => sum + x, 0) / list.length;
const least = (list) => list.reduce((a, b) => Math.min(a, b));
const six = draw.rnbinom(count, 6, undefined, 4);
const one = draw.rnbinom(count, 1, undefined, 4);
const square = draw.rchisq(count, 3, 2);
const middle = mean(square);
const spread = mean(square.map((x) => (x - middle) ** 2));
console.log(`rnbinom, 6 hits, mu 4: mean ${mean(six).toFixed(1)}, smallest ${least(six)}; should be 4 and 0`);
console.log(`rnbinom, 1 hit, mu 4: mean ${mean(one).toFixed(1)}, smallest ${least(one)}`);
const said = `mean ${middle.toFixed(1)}, variance ${spread.toFixed(1)}, smallest ${least(square).toFixed(1)}`;
console.log(`rchisq, 3 degrees, non-centrality 2: ${said}; should be 5, 14 and nearly 0`);
// The means' standard errors are below 0.03, that of the variance below 0.1.
const counted = Math.abs(mean(six) - 9) < 0.3 && least(six) >= 5 && Math.abs(mean(one) - 4) < 0.4;
process.exit(counted && spread < 8 && least(square) >= 2 ? 0 : 1);
END
node run.cjs
