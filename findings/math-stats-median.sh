#!/bin/sh
# math-stats 0.3.1 (npm): mean, median and the like.
#
# Guess: the median of 9, 10 and 100 is 10.
# Seen: it is 100. The numbers are sorted as text, so that 10 and 100 come before 9. It is right as long as all have
#   the same number of digits, which a first try with small numbers does.
# Output seen:
#   9, 10, 100: median 100, should be 10
#   5, 6, 7, 8, 9, 10, 11: median 6, should be 8
#   -1, -2, -3: median -2, should be -2
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . math-stats@0.3.1
cat > run.cjs <<'END'
const { median } = require("math-stats");
const right = (numbers) => [...numbers].sort((a, b) => a - b)[(numbers.length - 1) / 2];
const lists = [[9, 10, 100], [5, 6, 7, 8, 9, 10, 11], [-1, -2, -3]];
const seen = lists.map((numbers) => median([...numbers]));
lists.forEach((numbers, i) => console.log(`${numbers.join(", ")}: median ${seen[i]}, should be ${right(numbers)}`));
process.exit(seen[0] === 100 && right(lists[0]) === 10 ? 0 : 1);
END
node run.cjs
