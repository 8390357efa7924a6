#!/bin/sh
# zipfian-integer 1.0.1 (npm): integers between min and max, with skew towards either; zipfian(min, max, skew).
#
# Guess: from 1 to 2^33 with a little skew 1 is hardly ever drawn, and two fifths of the numbers are beyond 2^32.
# Seen: nearly half of the numbers are 1 and none is beyond 2^32: what is drawn is cut to 32 bits with a sign, and what
#   is negative then becomes 1. Up to 2^31 all is as it should be.
# Output seen:
#   1 to 2^30: 0 % are 1, 42 % in the upper half, by the weights 43 %
#   1 to 2^31: 0 % are 1, 42 % in the upper half, by the weights 43 %
#   1 to 2^32: 42 % are 1, 0 % in the upper half, by the weights 43 %
#   1 to 2^33: 45 % are 1, 0 % in the upper half, by the weights 43 %
#   1 to 2^40: 50 % are 1, 0 % in the upper half, by the weights 43 %
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . zipfian-integer@1.0.1
cat > run.cjs <<'END'
const zipfian = require("zipfian-integer");
const skew = 0.2;
const [ones, beyond] = [{}, {}];
for (const power of [30, 31, 32, 33, 40]) {
  let state = 7;
  const rng = () => (state = (state * 16807) % 2147483647) / 2147483647;
  const sample = zipfian(1, 2 ** power, skew, rng);
  const drawn = Array.from({ length: 10000 }, sample);
  ones[power] = drawn.filter((v) => v === 1).length / 100;
  beyond[power] = drawn.filter((v) => v > 2 ** (power - 1)).length / 100;
  // The weights k^-0.2 add up like their integral, x^0.8.
  const expected = 100 * (1 - 0.5 ** (1 - skew));
  const text = `${ones[power].toFixed(0)} % are 1, ${beyond[power].toFixed(0)} % in the upper half`;
  console.log(`1 to 2^${power}: ${text}, by the weights ${expected.toFixed(0)} %`);
}
process.exit(ones[31] === 0 && ones[33] > 40 && Math.abs(beyond[31] - 42.6) < 2 && beyond[33] === 0 ? 0 : 1);
END
node run.cjs
