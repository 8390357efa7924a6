#!/bin/sh
# ml-convolution 2.0.0 (npm): convolution of a row of numbers with a kernel, by sums or by FFT.
#
# Guess: a convolution, by FFT no less, puts the kernel as it is where the input has a single one, and does not depend
#   on which of the two is the input.
# Seen: the kernel is laid on as it is, not turned round: this is a correlation, also by FFT, where more work is needed
#   to get it. Kernels that are the same both ways hide it; a difference has the other sign, and an echo comes before
#   its sound.
# Output seen, in brackets the definition:
#   impulse with 1 2 3: 0 3 2 1 0 (0 1 2 3 0), by FFT 0 3 2 1 0
#   1 2 3 4 5 with -1 0 1: 2 2 2 2 -4 (-2 -2 -2 -2 4), by FFT 2 2 2 2 -4
#   sound 1 and then echo 0.5, kernel 0 1 0.5: 0.5 1 0 (0 1 0.5), by FFT 0.5 1 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ml-convolution@2.0.0
cat > run.cjs <<'END'
const { directConvolution, fftConvolution } = require("ml-convolution");
const short = (numbers) => Array.from(numbers, (number) => Number(number.toFixed(6)) + 0).join(" ");
/** The definition: out[n] is the sum of input[n - m] kernel[m], m from the middle of the kernel. */
function defined(input, kernel) {
  const middle = (kernel.length - 1) / 2;
  return input.map((_, n) => kernel.reduce((sum, weight, m) => sum + weight * (input[n - (m - middle)] ?? 0), 0));
}
const say = (name, input, kernel) => `${name}: ${short(directConvolution(input, kernel))} ` +
  `(${short(defined(input, kernel))}), by FFT ${short(fftConvolution(input, kernel))}`;
const lines = [
  say("impulse with 1 2 3", [0, 0, 1, 0, 0], [1, 2, 3]),
  say("1 2 3 4 5 with -1 0 1", [1, 2, 3, 4, 5], [-1, 0, 1]),
  say("sound 1 and then echo 0.5, kernel 0 1 0.5", [0, 1, 0], [0, 1, 0.5]),
];
console.log(lines.join("\n"));
const seen = [
  "impulse with 1 2 3: 0 3 2 1 0 (0 1 2 3 0), by FFT 0 3 2 1 0",
  "1 2 3 4 5 with -1 0 1: 2 2 2 2 -4 (-2 -2 -2 -2 4), by FFT 2 2 2 2 -4",
  "sound 1 and then echo 0.5, kernel 0 1 0.5: 0.5 1 0 (0 1 0.5), by FFT 0.5 1 0",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
