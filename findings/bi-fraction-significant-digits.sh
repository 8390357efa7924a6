#!/bin/sh
# bi-fraction 1.2.1 (npm): exact fractions, written by toPrecision() and toExponential() "with the specified number of
#   significant digits".
#
# Guess: both write what those of a JavaScript number write, with zeros for a power of ten: two digits of 0.0123 are
#   0.012, two of 99.99 are 1.0e+2.
# Seen: below 1 the digits are counted from the point on, zeros included: 0.0123 is 0.01 and a learning rate of 0.001 is
#   0.00. toExponential() rounds after it has chosen the power, so 99.99 is 10.0e+1.
# Output seen (toPrecision(2), that of the number, toExponential(1), that of the number):
#   12.34: 12, 12, 1.2e+1, 1.2e+1
#   0.0123: 0.01, 0.012, 1.2e-2, 1.2e-2
#   0.001: 0.00, 0.0010, 1.0e-3, 1.0e-3
#   99.99: 100, 1.0e+2, 10.0e+1, 1.0e+2
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . bi-fraction@1.2.1
cat > run.cjs <<'END'
const { Fraction } = require("bi-fraction");
const lines = [12.34, 0.0123, 0.001, 99.99].map((number) => {
  const fraction = new Fraction(number);
  const precision = [fraction.toPrecision(2), number.toPrecision(2)];
  return `${number}: ${[...precision, fraction.toExponential(1), number.toExponential(1)].join(", ")}`;
});
console.log(lines.join("\n"));
const seen = [
  "12.34: 12, 12, 1.2e+1, 1.2e+1",
  "0.0123: 0.01, 0.012, 1.2e-2, 1.2e-2",
  "0.001: 0.00, 0.0010, 1.0e-3, 1.0e-3",
  "99.99: 100, 1.0e+2, 10.0e+1, 1.0e+2",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
