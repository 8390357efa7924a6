#!/bin/sh
# ml-cart 2.1.1 (npm): decision trees for classes and for numbers; ml-random-forest is made of them.
#
# Guess: a step, 0 below a place and 10 from there on, is the easiest data for a regression tree: one split.
# Seen: a split that leaves no error is not made. Its "gain" is the error that remains, and has to be above 0, so the
#   perfect split counts as worthless: the whole step is predicted as its mean, 5. With noise of a millionth the same
#   step is learnt.
# Output seen, for 0, 1.9, 2 and 3.9, the step at 2:
#   step: 5, 5, 5, 5
#   step with noise: 0, 0, 10, 10
#   the classifier, classes 0 and 1: 0, 0, 1, 1
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ml-cart@2.1.1
cat > run.cjs <<'END'
const { DecisionTreeClassifier, DecisionTreeRegression } = require("ml-cart");
const x = Array.from({ length: 40 }, (_, i) => [i / 10]);
const step = x.map(([place]) => (place < 2 ? 0 : 10));
const asked = [[0], [1.9], [2], [3.9]];
function learn(Tree, values) {
  const tree = new Tree();
  tree.train(x, values);
  return tree.predict(asked).map((value) => Math.round(value)).join(", ");
}
const lines = [
  `step: ${learn(DecisionTreeRegression, step)}`,
  `step with noise: ${learn(DecisionTreeRegression, step.map((value, i) => value + (i % 3) * 1e-6))}`,
  `the classifier, classes 0 and 1: ${learn(DecisionTreeClassifier, step.map((value) => value / 10))}`,
];
console.log(lines.join("\n"));
const seen = ["step: 5, 5, 5, 5", "step with noise: 0, 0, 10, 10", "the classifier, classes 0 and 1: 0, 0, 1, 1"];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
