#!/bin/sh
# durand-kerner 1.0.0 (npm): all roots of a polynomial; tolerance, 1e-6 by default, is the "stopping threshold".
#
# Guess: the roots of (x - 0.01)(x - 0.02)(x - 0.03) are 0.01, 0.02 and 0.03.
# Seen: they are three times 0.02. Roots within about 0.03 of each other, the fourth root of the threshold, are at the
#   end replaced by their mean, whatever their own size. With a threshold of 1e-12 two of the three are wrong as well: a
#   product of differences below 0.0001 is taken as 1. With ten times larger roots all is right.
# Output seen:
#   0.01 0.02 0.03: 0.02 0.02 0.02
#   0.1 0.2 0.3: 0.1 0.2 0.3
#   1 1.02: 1.01 1.01
#   0.01 0.02 0.03 with a tolerance of 1e-12: 0.01 0.02323 0.02813
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . durand-kerner@1.0.0
cat > run.cjs <<'END'
let state = 7;
Math.random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
};
const findRoots = require("durand-kerner");
/** The coefficients of the polynomial with these roots, the constant first. */
function polynomial(roots) {
  let made = [1];
  for (const root of roots) made = [...made, 0].map((_, i) => (made[i - 1] ?? 0) - root * (made[i] ?? 0));
  return made;
}
const found = (roots, tolerance) => {
  const [real] = findRoots(polynomial(roots), undefined, undefined, tolerance);
  return [...real].sort((a, b) => a - b).map((root) => Number(root.toFixed(5))).join(" ");
};
const near = found([0.01, 0.02, 0.03]);
const far = found([0.1, 0.2, 0.3]);
const two = found([1, 1.02]);
const finer = found([0.01, 0.02, 0.03], 1e-12);
console.log(`0.01 0.02 0.03: ${near}`);
console.log(`0.1 0.2 0.3: ${far}`);
console.log(`1 1.02: ${two}`);
console.log(`0.01 0.02 0.03 with a tolerance of 1e-12: ${finer}`);
process.exit(near === "0.02 0.02 0.02" && far === "0.1 0.2 0.3" && two === "1.01 1.01" ? 0 : 1);
END
node run.cjs
