#!/bin/sh
# bayesian-changepoint 1.0.1 (npm): where a series changes; exec() takes it in chunks, of 1000 values at first.
#
# Guess: a jump is found wherever it is, in the second thousand as in the first.
# Seen: the second chunk is never looked at: for each chunk the first one is read again, and what is found there is
#   reported 1000 further on. Of the value at such a place the wrong one is given. With one chunk for all of it the
#   three jumps are right.
# Output seen:
#   jumps: 300 600 1300
#   found: 300 600 1600, where the value is said to be 50 0 0, and is 50 0 100
#   in one chunk: 300 600 1300
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . bayesian-changepoint@1.0.1
cat > run.cjs <<'END'
const BayesianChangePoint = require("bayesian-changepoint").default;
const series = Array.from({ length: 2000 }, (_, i) => (i < 300 ? 0 : i < 600 ? 50 : i < 1300 ? 0 : 100));
const jumps = series.flatMap((value, i) => (i > 0 && value !== series[i - 1] ? [i] : []));
/** What is found in the series, with what is called a break in the README. */
function found(options) {
  const detection = new BayesianChangePoint({
    breakpointVerifier: (next, previous) => Math.abs(next.data - previous.data) >= 5,
    ...options,
  });
  detection.exec([...series]);
  return detection.breakPoints();
}
const chunks = found({});
const places = chunks.map(({ index }) => index);
const said = chunks.map(({ data }) => data);
const one = found({ chunkSize: 2000 }).map(({ index }) => index);
console.log(`jumps: ${jumps.join(" ")}`);
const values = places.map((i) => series[i]);
console.log(`found: ${places.join(" ")}, where the value is said to be ${said.join(" ")}, and is ${values.join(" ")}`);
console.log(`in one chunk: ${one.join(" ")}`);
process.exit(one.join() === jumps.join() && !places.includes(1300) && places.includes(1600) ? 0 : 1);
END
node run.cjs
