#!/bin/sh
# @ladjs/naivebayes 0.1.0 (npm): naive Bayes for texts; probabilities gives the logarithm for each category.
#
# Guess: where 9 of 10 texts are of one category, a word never seen is more likely of it, and no probability exceeds 1.
# Seen: the other category is told, as its one text is longer: in place of the share of the texts stands the number of
#   words, so logarithms go above 0. And the smoothing counts a word again for each text that it comes in, so 10 texts
#   of 2 different words have a vocabulary of 10.
# Output seen:
#   cat: short 4.737 (right 0.818), long 0.545 (right 0.007)
#   cow: short 0.474 (right 0.082), long 0.545 (right 0.007)
#   "cow", never seen, is long; vocabulary of 2 words: 10
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @ladjs/naivebayes@0.1.0
cat > run.cjs <<'END'
const NaiveBayes = require("@ladjs/naivebayes");
const texts = [...Array(9).fill(["cat", "short"]), [Array(12).fill("dog").join(" "), "long"]];
const bayes = new NaiveBayes();
for (const [text, category] of texts) bayes.learn(text, category);
const words = { short: Array(9).fill("cat"), long: Array(12).fill("dog") };
/** The chance of a word and a category by the formula, with one added to each count. */
function right(word, category) {
  const prior = texts.filter(([, other]) => other === category).length / texts.length;
  const seen = words[category].filter((other) => other === word).length;
  return (prior * (seen + 1)) / (words[category].length + 2);
}
const found = ["cat", "cow"].map((word) => {
  const pairs = bayes.probabilities(word).map(({ category, probability }) => [category, probability]);
  const told = Object.fromEntries(pairs);
  const list = ["short", "long"].map(
    (category) => `${category} ${Math.exp(told[category]).toFixed(3)} (right ${right(word, category).toFixed(3)})`,
  );
  console.log(`${word}: ${list.join(", ")}`);
  return told;
});
console.log(`"cow", never seen, is ${bayes.categorize("cow")}; vocabulary of 2 words: ${bayes.vocabulary.length}`);
const [cat, cow] = found;
const priors = right("cow", "short") > right("cow", "long") && cow.long > cow.short;
process.exit(cat.short > 0 && priors && bayes.categorize("cow") === "long" && bayes.vocabulary.length === 10 ? 0 : 1);
END
node run.cjs
