#!/bin/sh
# fft-windowing 0.1.4 (npm): window functions for a spectrum or a smoothing.
#
# Guess: a window is 1 in the middle and near 0 at both ends.
# Seen: Blackman-Nuttall is 0.874 in the middle and 0.126 at the ends, as its second coefficient is the first one again
#   instead of 0.4891775; the leakage that it is chosen for its lack of is back. Lanczos is NaN in the middle for every
#   odd length, as 0 / 0 is not caught there, and from one NaN a whole spectrum becomes NaN.
# Output seen, of 9 ones:
#   blackman_nuttall: first 0.126, middle 0.8744, should be 0.0004 and 1
#   blackman_harris: first 0.0001, middle 1
#   lanczos: first 0, middle NaN, should be 0 and 1
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . fft-windowing@0.1.4
cat > run.cjs <<'END'
const windows = require("fft-windowing");
const size = 9;
const round = (x) => Number(x.toFixed(4));
const ends = (name) => {
  const made = windows[name](new Array(size).fill(1));
  return [round(made[0]), round(made[(size - 1) / 2])];
};
const cosines = [0.3635819, -0.4891775, 0.1365995, -0.0106411];
const nuttall = (n) => round(cosines.reduce((sum, a, k) => sum + a * Math.cos((2 * Math.PI * k * n) / (size - 1)), 0));
const right = [nuttall(0), nuttall((size - 1) / 2)];
const [seen, harris, lanczos] = ["blackman_nuttall", "blackman_harris", "lanczos"].map(ends);
console.log(`blackman_nuttall: first ${seen[0]}, middle ${seen[1]}, should be ${right.join(" and ")}`);
console.log(`blackman_harris: first ${harris[0]}, middle ${harris[1]}`);
console.log(`lanczos: first ${lanczos[0]}, middle ${lanczos[1]}, should be 0 and 1`);
process.exit(seen[0] === 0.126 && right[0] === 0.0004 && right[1] === 1 && Number.isNaN(lanczos[1]) ? 0 : 1);
END
node run.cjs
