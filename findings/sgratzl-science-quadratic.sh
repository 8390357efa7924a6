#!/bin/sh
# @sgratzl/science 2.0.0 (npm): scientific computing; quadratic()(a, b, c), the roots of a x^2 + b x + c.
#
# Guess: x^2 - 3 x + 2 is zero at 1 and 2.
# Seen: at 2.5 and 3.5, it says. The square root is divided by 2 a and -b is not, so roots are right where b is 0 or a
#   is a half, and where there is one only.
# Output seen:
#   1, -3, 2: 2.5 and 3.5, values 0.75 and 3.75
#   1, 0, -4: -2 and 2, values 0 and 0
#   1, 2, 1: -1, values 0
#   of 978 with two roots 942 are wrong, 36 are right, all with b = 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @sgratzl/science@2.0.0
cat > run.cjs <<'END'
const science = require("@sgratzl/science");
const roots = science.quadratic();
const value = (a, b, c, x) => a * x * x + b * x + c;
for (const [a, b, c] of [[1, -3, 2], [1, 0, -4], [1, 2, 1]]) {
  const found = roots(a, b, c);
  console.log(`${a}, ${b}, ${c}: ${found.join(" and ")}, values ${found.map((x) => value(a, b, c, x)).join(" and ")}`);
}
let [two, wrong, kept] = [0, 0, 0];
for (let a = 1; a <= 4; a++) for (let b = -9; b <= 9; b++) for (let c = -9; c <= 9; c++) {
  if (b * b <= 4 * a * c) continue;
  two++;
  if (roots(a, b, c).some((x) => Math.abs(value(a, b, c, x)) > 1e-9)) wrong++;
  else if (b === 0) kept++;
}
console.log(`of ${two} with two roots ${wrong} are wrong, ${kept} are right, all with b = 0`);
process.exit(wrong > 500 && wrong + kept === two ? 0 : 1);
END
node run.cjs
