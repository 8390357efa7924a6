#!/bin/sh
# exponential-moving-average 1.0.0 (npm): "if no number is specified half of the length of the array is used".
#
# Guess: an average of 1 to 5 ends near 4.
# Seen: of every list of an odd length all but the first are NaN. Half of the length is not a whole number there, and is
#   used as an index as it is.
# Output seen:
#   1 to 4: 1.50 2.50 3.50
#   1 to 5: 1.50 NaN NaN NaN
#   1 to 6: 2.00 3.00 4.00 5.00
#   1 to 7: 2.00 NaN NaN NaN NaN
#   lengths 2 to 100: nothing but NaN after the first for 49, 49 of them odd
#   1 to 5 with a range of 2: 1.50 2.50 3.50 4.50
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . exponential-moving-average@1.0.0
cat > run.cjs <<'END'
const average = require("exponential-moving-average");
const upTo = (count) => Array.from({ length: count }, (_, i) => i + 1);
for (const count of [4, 5, 6, 7]) console.log(`1 to ${count}: ${average(upTo(count)).join(" ")}`);
const lengths = Array.from({ length: 99 }, (_, i) => i + 2);
const broken = lengths.filter((count) => average(upTo(count)).slice(1).every((value) => value === "NaN"));
const odd = broken.filter((count) => count % 2).length;
console.log(`lengths 2 to 100: nothing but NaN after the first for ${broken.length}, ${odd} of them odd`);
console.log(`1 to 5 with a range of 2: ${average(upTo(5), 2).join(" ")}`);
process.exit(broken.length === 49 && broken.every((count) => count % 2 === 1) ? 0 : 1);
END
node run.cjs
