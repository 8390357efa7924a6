#!/bin/sh
# ztable 1.0.7 (npm): "convert z-scores to percentiles using the standard normal table".
#
# Guess: a z-score of two decimals, as the table has them, gives what stands there.
# Seen: 36 of the 699 from -3.49 to 3.49 give what stands beside it, for a z-score 0.01 nearer to 0. The z-score times
#   100 is cut to a whole number, and for some the product is a little too small: 1.16 gives 115.99999999999999.
# Output seen:
#   -1.16: 0.1251, the table has 0.1230 there and 0.1251 at -1.15
#   wrong by more than 0.0001: 36 of 699, the first -2.55 -2.53 -2.51 -2.32
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ztable@1.0.7
cat > run.cjs <<'END'
const ztable = require("ztable");
/** The normal distribution by its series. */
function normal(z) {
  let [sum, term] = [z, z];
  for (let k = 1; k < 200; k++) sum += term *= (z * z) / (2 * k + 1);
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}
const scores = Array.from({ length: 699 }, (_, i) => (i - 349) / 100);
const wrong = scores.filter((z) => Math.abs(ztable(z) - normal(z)) > 1.1e-4);
const [seen, right, beside] = [ztable(-1.16), normal(-1.16), normal(-1.15)].map((p) => p.toFixed(4));
console.log(`-1.16: ${seen}, the table has ${right} there and ${beside} at -1.15`);
const first = wrong.slice(0, 4).join(" ");
console.log(`wrong by more than 0.0001: ${wrong.length} of ${scores.length}, the first ${first}`);
process.exit(seen === beside && seen !== right && wrong.length === 36 ? 0 : 1);
END
node run.cjs
