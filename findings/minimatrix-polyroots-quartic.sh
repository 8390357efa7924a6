#!/bin/sh
# minimatrix-polyroots 3.0.5 (npm): roots of polynomials up to degree 4; getQuarticRoots(A, B, C, D, E).
#
# Guess: a polynomial of degree 4 has four roots, equal and complex ones counted.
# Seen: x^4 - 1 has none, and x^4 + 1 has eight, none of which is one. Of the polynomials with four whole roots from -3
#   to 3 a seventh has four, the others have fewer, down to none, or more, up to eleven. Those of degree 3 always have
#   three.
# Output seen:
#   x^4 - 1: 0 roots, 0 of them with the value 0
#   x^4 + 1: 8 roots, 0 of them with the value 0
#   whole roots from -3 to 3, degree 3: 3 roots 84 times, fewer 0 times, more 0 times
#   whole roots from -3 to 3, degree 4: 4 roots 31 times, fewer 138 times, more 41 times
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . minimatrix-polyroots@3.0.5
cat > run.cjs <<'END'
const { getCubicRoots, getQuarticRoots } = require("minimatrix-polyroots");
/** The coefficients of a polynomial with these roots, the highest power first. */
const polynomial = (roots) => roots.reduce((p, root) => [...p, 0].map((v, i) => v - (i ? root * p[i - 1] : 0)), [1]);
/** How far from 0 a polynomial is at a complex number. */
function size(coefficients, { real, imag }) {
  let [re, im] = [0, 0];
  for (const c of coefficients) [re, im] = [re * real - im * imag + c, re * imag + im * real];
  return Math.hypot(re, im);
}
for (const last of [-1, 1]) {
  const coefficients = [1, 0, 0, 0, last];
  const roots = getQuarticRoots(...coefficients);
  const real = roots.filter((root) => size(coefficients, root) < 1e-6).length;
  console.log(`x^4 ${last < 0 ? "-" : "+"} 1: ${roots.length} roots, ${real} of them with the value 0`);
}
const results = [3, 4].map((degree) => {
  const [counts, sets] = [{}, [[]]];
  while (sets.length) {
    const roots = sets.pop();
    if (roots.length < degree) {
      for (let next = roots.at(-1) ?? -3; next <= 3; next++) sets.push([...roots, next]);
      continue;
    }
    const found = (degree === 3 ? getCubicRoots : getQuarticRoots)(...polynomial(roots)).length;
    counts[found] = (counts[found] ?? 0) + 1;
  }
  const sum = (test) => Object.entries(counts).reduce((all, [found, count]) => all + (test(found) ? count : 0), 0);
  const text = `fewer ${sum((found) => found < degree)} times, more ${sum((found) => found > degree)} times`;
  console.log(`whole roots from -3 to 3, degree ${degree}: ${degree} roots ${counts[degree]} times, ${text}`);
  return counts;
});
const four = results[1][4];
process.exit(results[0][3] === 84 && four < 60 && getQuarticRoots(1, 0, 0, 0, -1).length === 0 ? 0 : 1);
END
node run.cjs
