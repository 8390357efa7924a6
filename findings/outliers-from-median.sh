#!/bin/sh
# outliers 0.0.3 (npm): the outliers of a list of numbers, after Wikipedia's article on the interquartile range.
#
# Guess: outliers are numbers further out than one and a half ranges from the quartiles, as in that article.
# Seen: it measures from the median, which is too near. Of normal numbers 4 % are outliers, seven times as many as by
#   the rule it names, and of an exponential curve 10 % in place of 5 %.
# Output seen:
#   1000 points, bell curve: 44 outliers, 6 by distance from the quartiles
#   1000 points, exponential curve: 96 outliers, 48 by distance from the quartiles
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . outliers@0.0.3
cat > run.cjs <<'END'
const outliers = require("outliers");
const middle = (sorted) => (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
/** Beyond one and a half times the interquartile range from the quartiles. */
function byQuartiles(sorted) {
  const half = sorted.length / 2;
  const [low, high] = [middle(sorted.slice(0, half)), middle(sorted.slice(half))];
  return sorted.filter((v) => v < low - 1.5 * (high - low) || v > high + 1.5 * (high - low));
}
/** The share of a bell curve below z, by the trapezoid rule. */
function below(z) {
  let sum = 0;
  for (let i = 0; i < 400; i++) sum += Math.exp(-(((z * (i + 0.5)) / 400) ** 2) / 2);
  return 0.5 + (sum * z) / 400 / Math.sqrt(2 * Math.PI);
}
function bell(share) {
  let [low, high] = [-6, 6];
  for (let i = 0; i < 40; i++) {
    const between = (low + high) / 2;
    if (below(between) < share) low = between;
    else high = between;
  }
  return low;
}
const shares = Array.from({ length: 1000 }, (_, i) => (i + 0.5) / 1000);
const kinds = { bell: shares.map(bell), exponential: shares.map((share) => -Math.log(1 - share)) };
const results = Object.entries(kinds).map(([name, sorted]) => {
  const counts = [outliers(sorted).length, byQuartiles(sorted).length];
  console.log(`1000 points, ${name} curve: ${counts[0]} outliers, ${counts[1]} by distance from the quartiles`);
  return counts;
});
// By closed form the shares are 4.3 % and 0.7 % for the bell.
process.exit(results[0][0] > 35 && results[0][1] < 10 && results[1][0] > 1.5 * results[1][1] ? 0 : 1);
END
node run.cjs
