#!/bin/sh
# okapibm25 1.4.1 (npm): Okapi BM25, which ranks documents by the words of a query.
#
# Guess: a term is a word: "cat" counts where a document has the word "cat".
# Seen: the term is a regular expression that is searched in the text: "cat" is found in "concatenate", "categories" and
#   "cats", and that document comes before the one about the cat. "3.5" is found in "345", and "c++" throws. The length
#   of a document is in words all the same.
# Output seen, of "the cat sat", "concatenate the categories of cats" and "a dog ran":
#   cat: 0.508 0.685 0.000
#   3.5, of "3.5 x" and "345 x": 0.641 0.755
#   c++: SyntaxError
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . okapibm25@1.4.1
cat > run.cjs <<'END'
const { default: rank } = require("okapibm25");
const scores = (documents, term) => rank(documents, [term]).map((score) => score.toFixed(3)).join(" ");
const cat = scores(["the cat sat", "concatenate the categories of cats", "a dog ran"], "cat");
const number = scores(["3.5 x", "345 x"], "3.5");
let plus = "no error";
try {
  rank(["c++ code", "other code"], ["c++"]);
} catch (error) {
  plus = error.constructor.name;
}
console.log(`cat: ${cat}\n3.5, of "3.5 x" and "345 x": ${number}\nc++: ${plus}`);
const [first, second, third] = cat.split(" ").map(Number);
const found = number.split(" ").every((score) => Number(score) > 0);
process.exit(second > first && third === 0 && found && plus === "SyntaxError" ? 0 : 1);
END
node run.cjs
