#!/bin/sh
# ml-logistic-regression 2.0.0 (npm): logistic regression.
#
# Guess: as in scikit-learn and R there is an intercept, so that a threshold may lie anywhere: x above 25 is one class,
#   x below 25 the other, and one split tells them apart.
# Seen: there is none, and the README does not say so: the border goes through the origin. All of 20 to 30 is one class.
#   A column of ones, or centred data, helps.
# Output seen, of 100 numbers from 20 to 30, labelled by x > 25:
#   as they are: 50 right, 21 is 0 and 29 is 0
#   with 25 subtracted: 100 right, 21 is 0 and 29 is 1
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ml-logistic-regression@2.0.0 ml-matrix@6.12.1
cat > run.cjs <<'END'
const library = require("ml-logistic-regression");
const LogisticRegression = library.default ?? library;
const { Matrix } = require("ml-matrix");
const numbers = Array.from({ length: 100 }, (_, i) => 20.05 + i / 10);
const labels = numbers.map((x) => Number(x > 25));
const lines = [["as they are", 0], ["with 25 subtracted", 25]].map(([name, centre]) => {
  const column = (list) => Matrix.columnVector(list.map((x) => x - centre));
  const model = new LogisticRegression({ numSteps: 5000, learningRate: 5e-3 });
  model.train(column(numbers), Matrix.columnVector(labels));
  const right = Array.from(model.predict(column(numbers))).filter((label, i) => label === labels[i]).length;
  const [low, high] = model.predict(column([21, 29]));
  return `${name}: ${right} right, 21 is ${low} and 29 is ${high}`;
});
console.log(lines.join("\n"));
const seen = "as they are: 50 right, 21 is 0 and 29 is 0\nwith 25 subtracted: 100 right, 21 is 0 and 29 is 1";
process.exit(lines.join("\n") === seen ? 0 : 1);
END
node run.cjs
