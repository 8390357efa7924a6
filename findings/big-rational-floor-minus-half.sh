#!/bin/sh
# big-rational 0.10.9 (npm): rational numbers of any size.
#
# Guess: the floor of -1/2 is -1, the ceiling 0, as of any number between -1 and 0.
# Seen: from -1 to 0 the floor is 0 and the ceiling 1, so the number is not between them. Whether to step down is asked
#   of the sign of the whole part, and a whole part of 0 has none. Rounding is a floor of half more, so -3/4 and -5/4 go
#   to 0, not to -1.
# Output seen (floor, ceiling, rounded):
#   -1/4: 0, 1, 0
#   -1/2: 0, 1, 0
#   -3/4: 0, 1, 0
#   -5/4: -2, -1, 0
#   1/2: 0, 1, 1
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . big-rational@0.10.9
cat > run.cjs <<'END'
const rational = require("big-rational");
const lines = ["-1/4", "-1/2", "-3/4", "-5/4", "1/2"].map((text) => {
  const number = rational(text);
  return `${text}: ${[number.floor(true), number.ceil(true), number.round(true)].map(String).join(", ")}`;
});
console.log(lines.join("\n"));
const seen = ["-1/4: 0, 1, 0", "-1/2: 0, 1, 0", "-3/4: 0, 1, 0", "-5/4: -2, -1, 0", "1/2: 0, 1, 1"];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
