#!/bin/sh
# @rayyamhk/complex 1.0.12 (npm): complex numbers and their functions.
#
# Guess: of a real number the arc tangent is the usual one, as the arc sine is: a quarter of pi for 1.
# Seen: it is made of one logarithm of a quotient whose angle is counted from 0 to 2 pi, not from -pi to pi. All real
#   numbers but 0 get a value half a turn away, positive ones a negative value. It is an arc tangent, its tangent is
#   right, but it jumps where Math.atan passes 0.
# Output seen, in brackets Math.atan:
#   atan of -1: 2.356 (-0.785), -0.001: 3.141 (-0.001), 0: 0.000 (0.000), 0.001: -3.141 (0.001), 1: -2.356 (0.785)
#   asin of 0.5: 0.524 (0.524)
#   tan of atan of 1: 1.000
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @rayyamhk/complex@1.0.12
cat > run.cjs <<'END'
const module_ = require("@rayyamhk/complex");
const Complex = module_.Complex ?? module_;
const short = (value) => value.toFixed(3).replace("-0.000", "0.000");
const read = (name, x) => Complex[name](new Complex(x, 0));
const say = (name, x) => `${x}: ${short(read(name, x).getReal())} (${short(Math[name](x))})`;
const lines = [
  `atan of ${[-1, -0.001, 0, 0.001, 1].map((x) => say("atan", x)).join(", ")}`,
  `asin of ${say("asin", 0.5)}`,
  `tan of atan of 1: ${short(Complex.tan(read("atan", 1)).getReal())}`,
];
console.log(lines.join("\n"));
const seen = [
  "atan of -1: 2.356 (-0.785), -0.001: 3.141 (-0.001), 0: 0.000 (0.000), 0.001: -3.141 (0.001), 1: -2.356 (0.785)",
  "asin of 0.5: 0.524 (0.524)",
  "tan of atan of 1: 1.000",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
