#!/bin/sh
# classificator 1.0.1 (npm): naive Bayes for texts; removeCategory: "tokens only present in the removed category are
#   removed from the global vocabulary".
#
# Guess: after a category is learnt and removed the classifier is as before.
# Seen: a word that came in two texts or more of the category stays in the vocabulary, since learning counts it for each
#   text and removal uncounts it once. The vocabulary goes into the smoothing, so all probabilities are others.
# Output seen:
#   0 texts removed: 5 words, apple 0.6364
#   1 texts removed: 5 words, apple 0.6364
#   2 texts removed: 8 words, apple 0.6452
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . classificator@1.0.1
cat > run.cjs <<'END'
const { Naivebayes } = require("classificator");
/** The chances of "red", after so many texts of a category that is removed; beside them the formula. */
function chances(removed) {
  const bayes = new Naivebayes();
  bayes.learn("red round sweet", "apple");
  bayes.learn("yellow long", "banana");
  for (let i = 0; i < removed; i++) bayes.learn("noise static hum", "other");
  if (removed) bayes.removeCategory("other");
  const { likelihoods } = bayes.categorize("red");
  const { proba } = likelihoods.find(({ category }) => category === "apple");
  console.log(`${removed} texts removed: ${bayes.vocabularySize} words, apple ${proba.toFixed(4)}`);
  return [bayes.vocabularySize, proba.toFixed(4)].join();
}
const apple = (1 + 1) / (3 + 5);
const banana = 1 / (2 + 5);
const right = `5,${(apple / (apple + banana)).toFixed(4)}`;
const appleOfEight = 2 / (3 + 8);
const twiceRight = `8,${(appleOfEight / (appleOfEight + 1 / (2 + 8))).toFixed(4)}`;
const [never, once, twice] = [0, 1, 2].map(chances);
process.exit(never === right && once === right && twice === twiceRight ? 0 : 1);
END
node run.cjs
