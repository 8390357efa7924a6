#!/bin/sh
# moving-averages 4.0.6 (npm): moving averages; sma is the smoothed one, with alpha = times / size.
#
# Guess: an average of nothing but fives is 5, from the first value on, as dma with the same alpha and ema have it.
# Seen: the smoothed one begins with 0. It is dma with its first value overwritten; the second is computed from the first
#   value that is not shown. The type is a number or undefined, and 0 is neither a value of the average nor a gap: a curve
#   of it has a false dip, and its minimum is 0.
# Output seen, of 5 5 5 5:
#   sma, size 2: 0 5 5 5
#   dma, alpha 1/2: 5 5 5 5
#   ema, size 2: 5 5 5 5
#   sma of 8 4 6, size 2: 0 6 6; dma: 8 6 6
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . moving-averages@4.0.6
cat > run.cjs <<'END'
const { sma, dma, ema } = require("moving-averages");
const fives = [5, 5, 5, 5];
const seen = { "sma, size 2": sma(fives, 2), "dma, alpha 1/2": dma(fives, 0.5), "ema, size 2": ema(fives, 2) };
for (const [name, values] of Object.entries(seen)) console.log(`${name}: ${values.join(" ")}`);
const other = [8, 4, 6];
const [smoothed, damped] = [sma(other, 2).join(" "), dma(other, 0.5).join(" ")];
console.log(`sma of ${other.join(" ")}, size 2: ${smoothed}; dma: ${damped}`);
const [first, second, third] = Object.values(seen).map((values) => values.join(" "));
const right = "5 5 5 5";
process.exit(first === "0 5 5 5" && second === right && third === right && smoothed === "0 6 6" && damped === "8 6 6" ? 0 : 1);
END
node run.cjs
