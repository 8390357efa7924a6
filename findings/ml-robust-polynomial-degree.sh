#!/bin/sh
# ml-regression-robust-polynomial 3.0.2 (npm): fits polynomials by the least median of squares.
#
# Guess: "degree - polynomial degree", as the class says: degree 2 is a parabola.
# Seen: degree is the number of coefficients: degree 2 is a straight line, and an exact parabola is missed by far;
#   degree 1 is a constant. The example of the README asks for 3 where its data are a parabola.
#   ml-regression-polynomial of the same authors means the degree.
# Output seen, y = x^2 + 1:
#   robust, degree 2: powers 0, 1; off by more than 10
#   robust, degree 3: powers 0, 1, 2; exact
#   ml-regression-polynomial, degree 2: powers 0, 1, 2; exact
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ml-regression-robust-polynomial@3.0.2 ml-regression-polynomial@3.0.2
cat > run.cjs <<'END'
const robust = require("ml-regression-robust-polynomial");
const plain = require("ml-regression-polynomial");
const x = Array.from({ length: 20 }, (_, i) => i);
const y = x.map((v) => v * v + 1);
function fit(name, Regression, degree) {
  const model = new Regression(x, y, degree);
  const off = Math.max(...x.map((v, i) => Math.abs(model.predict(v) - y[i])));
  const said = off > 10 ? "off by more than 10" : off < 1e-6 ? "exact" : `off by ${off}`;
  return `${name}, degree ${degree}: powers ${model.powers.join(", ")}; ${said}`;
}
const lines = [
  fit("robust", robust.RobustPolynomialRegression, 2),
  fit("robust", robust.RobustPolynomialRegression, 3),
  fit("ml-regression-polynomial", plain.PolynomialRegression, 2),
];
console.log(lines.join("\n"));
const seen = [
  "robust, degree 2: powers 0, 1; off by more than 10",
  "robust, degree 3: powers 0, 1, 2; exact",
  "ml-regression-polynomial, degree 2: powers 0, 1, 2; exact",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
