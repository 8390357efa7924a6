#!/bin/sh
# oya-ann 0.6.0 (npm): the statistics of examples, which inputs are normalized with.
#
# Guess: the order of the examples does not matter for the mean and the standard deviation of an input.
# Seen: the squared distances of all examples but the first are added, and divided by the number of all. Where the first
#   one is the outlier, the deviation is half of what it ought to be; with "mapstd" the inputs then spread twice as
#   far as asked for.
# Output seen, for the inputs 10, 3, 2 and 1:
#   outlier first: mean 4, deviation 1.871
#   outlier last: mean 4, deviation 3.500
#   by hand: 3.536
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . oya-ann@0.6.0
cat > run.cjs <<'END'
const { Example, Network } = require("oya-ann");
function line(name, inputs) {
  const [{ mean, std }] = Network.exampleStats(inputs.map((x) => new Example([x], [0])), "input");
  return `${name}: mean ${mean}, deviation ${std.toFixed(3)}`;
}
const squares = [10, 3, 2, 1].map((x) => (x - 4) ** 2);
const lines = [
  line("outlier first", [10, 3, 2, 1]),
  line("outlier last", [3, 2, 1, 10]),
  `by hand: ${Math.sqrt(squares.reduce((a, b) => a + b) / 4).toFixed(3)}`,
];
console.log(lines.join("\n"));
process.exit(lines.join() ===
  "outlier first: mean 4, deviation 1.871,outlier last: mean 4, deviation 3.500,by hand: 3.536" ? 0 : 1);
END
node run.cjs
