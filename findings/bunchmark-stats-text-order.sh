#!/bin/sh
# @bunchmark/stats 1.0.0-pre-5 (npm): robust statistics; mwu(A, B), a Mann-Whitney U test of two arrays of numbers.
#
# Guess: the test sorts both arrays by size and counts in how many pairs the one number is larger than the other.
# Seen: it sorts them as text, so 10 comes before 9, and counts from there on as if they were in order. Of samples of
#   times from 5 to 14 most come out with a wrong U, and p is wrong with it; samples with equal numbers of digits are
#   right, and so are typed arrays, which sort themselves by size.
# Output seen:
#   5 to 12 against 7 to 14: U 44.5, p 0.207; typed arrays: U 46, p 0.154; by counting: U 46
#   wrong U of 100: 5 to 14 99, 10 to 19 0, 5 to 14 as typed arrays 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @bunchmark/stats@1.0.0-pre-5
cat > run.mjs <<'END'
import { mwu } from "@bunchmark/stats";
/** In how many pairs a number of one sample is above one of the other, the larger of both counts. */
function counted(a, b) {
  let above = 0;
  for (const x of a) for (const y of b) above += x > y ? 1 : x === y ? 0.5 : 0;
  return Math.max(above, a.length * b.length - above);
}
let state = 1;
const draw = (from, size) => from + ((state = (state * 16807) % 2147483647) % size);
const count = (from, size, make) => {
  let wrong = 0;
  for (let i = 0; i < 100; i++) {
    const a = make(Array.from({ length: 10 }, () => draw(from, size)));
    const b = make(Array.from({ length: 10 }, () => draw(from, size)));
    if (mwu(a, b).U !== counted(a, b)) wrong++;
  }
  return wrong;
};
const a = [5, 6, 7, 8, 9, 10, 11, 12];
const b = [7, 8, 9, 10, 11, 12, 13, 14];
const [seen, typed] = [mwu(a, b), mwu(Float64Array.from(a), Float64Array.from(b))];
const text = ({ U, p }) => `U ${U}, p ${p.toFixed(3)}`;
console.log(`5 to 12 against 7 to 14: ${text(seen)}; typed arrays: ${text(typed)}; by counting: U ${counted(a, b)}`);
const results = [count(5, 10, (x) => x), count(10, 10, (x) => x), count(5, 10, (x) => Float64Array.from(x))];
console.log(`wrong U of 100: 5 to 14 ${results[0]}, 10 to 19 ${results[1]}, 5 to 14 as typed arrays ${results[2]}`);
process.exit(seen.U !== counted(a, b) && results[0] > 50 && results[1] === 0 && results[2] === 0 ? 0 : 1);
END
node run.mjs
