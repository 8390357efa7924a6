#!/bin/sh
# ndarray-gradient 1.0.1 (npm): "the gradient of an ndarray using a 2-point central finite difference".
#
# Guess: (f(x + 1) - f(x - 1)) / 2, which is 2 x for x squared.
# Seen: the sign is the other one in every component, so that the result points downhill and an ascent along it goes down.
#   The example of the page has the same signs without a word about them.
# Output seen:
#   f 0,1,4,9,16: inner places -2,-4,-6, should be 2,4,6
#   f of 3 x 3 with i + 10 j: middle -1,-10, should be 1,10
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ndarray-gradient@1.0.1 ndarray@1.0.19
cat > run.cjs <<'END'
const ndarray = require("ndarray");
const gradient = require("ndarray-gradient");
const f = [0, 1, 4, 9, 16];
const line = gradient(ndarray(new Float64Array(5), [5, 1]), ndarray(f, [5]));
const seen = [1, 2, 3].map((i) => line.get(i, 0));
const right = [1, 2, 3].map((i) => (f[i + 1] - f[i - 1]) / 2);
console.log(`f ${f}: inner places ${seen}, should be ${right}`);
const g = (i, j) => i + 10 * j;
const values = Float64Array.from({ length: 9 }, (_, n) => g(Math.floor(n / 3), n % 3));
const plane = gradient(ndarray(new Float64Array(18), [3, 3, 2]), ndarray(values, [3, 3]));
const middle = [0, 1].map((k) => plane.get(1, 1, k));
const slope = [(g(2, 1) - g(0, 1)) / 2, (g(1, 2) - g(1, 0)) / 2];
console.log(`f of 3 x 3 with i + 10 j: middle ${middle}, should be ${slope}`);
process.exit(String(seen) === "-2,-4,-6" && String(right) === "2,4,6" && String(middle) === "-1,-10" ? 0 : 1);
END
node run.cjs
