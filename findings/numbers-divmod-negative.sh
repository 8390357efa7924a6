#!/bin/sh
# numbers 0.7.0 (npm): a library of mathematics, with integrals, primes, matrices and statistics.
#
# Guess: divMod gives a quotient q and a remainder r with a = q b + r, also for a below 0: -3 and 2 for -7 by 3, or
#   -2 and -1.
# Seen: the quotient is rounded down and the remainder is that of a quotient rounded to 0. The two belong to different
#   divisions, and do not make up the number: -7 comes back as -10.
# Output seen:
#   7 by 3: 2 and 1, back 7
#   -7 by 3: -3 and -1, back -10
#   -1 by 9: -1 and -1, back -10
#   of -100 to 100 by 7: 86 do not come back
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . numbers@0.7.0
cat > run.cjs <<'END'
const { basic } = require("numbers");
const back = (a, b) => basic.divMod(a, b)[0] * b + basic.divMod(a, b)[1];
const say = (a, b) => `${a} by ${b}: ${basic.divMod(a, b).join(" and ")}, back ${back(a, b)}`;
const lost = Array.from({ length: 201 }, (_, i) => i - 100).filter((a) => back(a, 7) !== a).length;
const lines = [say(7, 3), say(-7, 3), say(-1, 9), `of -100 to 100 by 7: ${lost} do not come back`];
console.log(lines.join("\n"));
const seen = [
  "7 by 3: 2 and 1, back 7",
  "-7 by 3: -3 and -1, back -10",
  "-1 by 9: -1 and -1, back -10",
  "of -100 to 100 by 7: 86 do not come back",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
