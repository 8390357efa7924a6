#!/bin/sh
# chi-sq-test 2.1.1 (npm): chi squared tests; gof(observed, expected?, ddof?), the goodness of fit.
#
# Guess: expected is optional, and without it all counts are expected to be equal, as in SciPy's chisquare.
# Seen: nothing is expected: each count is compared with 0 and divided by 0, so the statistic is infinite and p is not a
#   number, even for counts that are all equal. With the means written out the same test is right.
# Output seen:
#   10, 20, 30: value Infinity, p NaN; 20, 20, 20: value Infinity, p NaN
#   10, 20, 30 with 20, 20, 20 expected: value 10, p 0.006737946999085476
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . chi-sq-test@2.1.1
cat > run.cjs <<'END'
const { gof } = require("chi-sq-test");
const observed = [10, 20, 30];
const text = ({ value, pValue }) => `value ${value}, p ${pValue}`;
const [without, equal, given] = [gof(observed), gof([20, 20, 20]), gof(observed, [20, 20, 20])];
console.log(`10, 20, 30: ${text(without)}; 20, 20, 20: ${text(equal)}`);
console.log(`10, 20, 30 with 20, 20, 20 expected: ${text(given)}`);
// With two degrees of freedom p is e to minus half of the statistic, which is 5 + 0 + 5.
const right = given.value === 10 && Math.abs(given.pValue - Math.exp(-5)) < 1e-6;
process.exit(right && without.value === Infinity && Number.isNaN(without.pValue) && Number.isNaN(equal.pValue) ? 0 : 1);
END
node run.cjs
