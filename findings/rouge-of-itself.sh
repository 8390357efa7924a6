#!/bin/sh
# rouge 1.0.3 (npm): ROUGE-N, ROUGE-L and ROUGE-S of a summary and its reference, as rouge.n, rouge.l and rouge.s.
#
# Guess: a summary that is the reference has the score 1.
# Seen: rouge.n divides the number of different words by that of all words: a text that says "the" twice has less than
#   1 with itself. rouge.s is NaN for any two texts, as two lists are divided by numbers. rouge.l throws a TypeError for
#   any two sentences, as it makes a Uint8Array without new.
# Output seen:
#   n 1: the text with itself 0.45, right 1.00
#   n 1: two sentences 0.75, right 0.75
#   n 2: the text with itself 0.70, right 1.00
#   n 2: two sentences 0.33, right 0.33
#   n 3: the text with itself 1.00, right 1.00
#   n 3: two sentences 0.00, right 0.00
#   rouge.s: NaN, rouge.l: TypeError
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . rouge@1.0.3
cat > run.cjs <<'END'
const rouge = require("rouge");
const text = "the cat saw the dog and the dog saw the cat";
const reference = "police killed the gunman";
const summary = "police kill the gunman";
/** ROUGE-N of two texts: matches of n words, each as often as it is in both, over those of the reference. */
function right(candidate, wanted, n) {
  const grams = (words) => words.slice(n - 1).map((_, i) => words.slice(i, i + n).join(" "));
  const [have, want] = [candidate, wanted].map((words) => grams(words.split(" ")));
  let matches = 0;
  for (const gram of want) {
    const place = have.indexOf(gram);
    if (place < 0) continue;
    have.splice(place, 1);
    matches++;
  }
  return matches / want.length;
}
const scores = [1, 2, 3].map((n) => {
  const [self, other] = [rouge.n(text, text, n), rouge.n(summary, reference, n)];
  console.log(`n ${n}: the text with itself ${self.toFixed(2)}, right ${right(text, text, n).toFixed(2)}`);
  console.log(`n ${n}: two sentences ${other.toFixed(2)}, right ${right(summary, reference, n).toFixed(2)}`);
  return self;
});
const skip = rouge.s(summary, reference);
let longest = "a number";
try {
  rouge.l(summary, reference);
} catch (error) {
  longest = error.constructor.name;
}
console.log(`rouge.s: ${skip}, rouge.l: ${longest}`);
process.exit(scores[0] < 0.5 && scores[1] < 1 && Number.isNaN(skip) && longest === "TypeError" ? 0 : 1);
END
node run.cjs
