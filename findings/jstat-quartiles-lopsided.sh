#!/bin/sh
# jstat 1.9.6 (npm): statistics; quartiles().
#
# Guess: whatever the rule, quartiles are symmetrical for numbers that are: of 1 to 5 they are 2, 3 and 4, or 1.5, 3 and
#   4.5.
# Seen: they are 1, 3 and 4: the first quartile is the smallest number, the third is not the largest. Of 1 to 6 the
#   second is 3, where median() says 3.5. Places are rounded, and one is subtracted. quantiles() of the same package is
#   symmetrical. A box plot of solving times leans to one side.
# Output seen:
#   1 to 5: quartiles 1 3 4, median 3, quantiles 1.688 3 4.313
#   1 to 6: quartiles 2 3 5, median 3.5, quantiles 1.938 3.5 5.063
#   1 to 9: quartiles 2 5 7, median 5, quantiles 2.688 5 7.313
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . jstat@1.9.6
cat > run.cjs <<'END'
const { jStat } = require("jstat");
const lines = [5, 6, 9].map((n) => {
  const numbers = Array.from({ length: n }, (_, i) => i + 1);
  const quartiles = jStat.quartiles(numbers).join(" ");
  const quantiles = jStat.quantiles(numbers, [0.25, 0.5, 0.75]).map((x) => Number(x.toFixed(3))).join(" ");
  return `1 to ${n}: quartiles ${quartiles}, median ${jStat.median(numbers)}, quantiles ${quantiles}`;
});
console.log(lines.join("\n"));
const seen = [
  "1 to 5: quartiles 1 3 4, median 3, quantiles 1.688 3 4.313",
  "1 to 6: quartiles 2 3 5, median 3.5, quantiles 1.938 3.5 5.063",
  "1 to 9: quartiles 2 5 7, median 5, quantiles 2.688 5 7.313",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
