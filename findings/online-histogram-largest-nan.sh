#!/bin/sh
# online-histogram 0.0.4 (npm): histograms that grow number by number, of a known range or not.
#
# Guess: the number of a bin is a number, and of three numbers three are counted.
# Seen: the largest number is given a bin past the last one unless the last border, added up in steps, equals it to the
#   last digit. That bin was not there, so it is NaN and stays so. Of ranges in tenths one in seven is like that.
# Output seen:
#   0, 0.45 and 0.9 in a histogram from 0 to 0.9: 21 bins for 20, the last one NaN
#   ranges in tenths: 22 of 155 have a NaN for 3 numbers
#   200 times 50 numbers in tenths, range unknown: 1 with a NaN
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . online-histogram@0.0.4
cat > run.cjs <<'END'
const Histogram = require("online-histogram");
let state = 7;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
};
/** The counts of the lowest number, the middle and the largest. */
function counts(from, to) {
  const histogram = Histogram(20, false, from, to);
  histogram([from, (from + to) / 2, to]);
  return histogram.value[0];
}
const total = (bins) => bins.reduce((a, b) => a + b, 0);
const first = counts(0, 0.9);
console.log(`0, 0.45 and 0.9 in a histogram from 0 to 0.9: ${first.length} bins for 20, the last one ${first.at(-1)}`);
let wrong = 0;
let ranges = 0;
for (let from = 0; from < 10; from++) {
  for (let to = from + 1; to <= 20; to++) {
    ranges++;
    if (total(counts(from / 10, to / 10)) !== 3) wrong++;
  }
}
console.log(`ranges in tenths: ${wrong} of ${ranges} have a NaN for 3 numbers`);
let unknown = 0;
for (let run = 0; run < 200; run++) {
  const histogram = Histogram(20, false);
  histogram(Array.from({ length: 50 }, () => Math.round(random() * 1000) / 10));
  if (total(histogram.value[0]) !== 50) unknown++;
}
console.log(`200 times 50 numbers in tenths, range unknown: ${unknown} with a NaN`);
process.exit(first.length === 21 && Number.isNaN(first[20]) && wrong > 10 ? 0 : 1);
END
node run.cjs
