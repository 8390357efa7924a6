#!/bin/sh
# lda 0.2.0 (npm): topics of texts by latent Dirichlet allocation.
#
# Guess: with a smaller beta the topics are sharper, and each still has its most likely words.
# Seen: words are put in order as texts that begin with the probability. A probability below a millionth is written with
#   an exponent, as 2.0e-7, and that text comes before 0.20. So the words that a topic has not stand at the top, and as
#   what is below 2 % is dropped afterwards, nothing is left. With the default beta of 0.01 it takes some 10000 words in
#   a topic.
# Output seen (20 texts of five words, two topics, three words each):
#   beta 0.01: 3 and 3 words
#   beta 0.001: 3 and 3 words
#   beta 0.00001: 0 and 0 words
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . lda@0.2.0
cat > run.cjs <<'END'
const lda = require("lda");
const kinds = ["red green blue yellow purple", "cat dog bird fish horse"];
const texts = Array.from({ length: 20 }, (_, i) => kinds[i % 2]);
const lines = [0.01, 0.001, 0.00001].map((beta) => {
  const topics = lda(texts, 2, 3, ["en"], 0.1, beta, 7);
  return `beta ${beta === 0.00001 ? "0.00001" : beta}: ${topics.map((words) => words.length).join(" and ")} words`;
});
console.log(lines.join("\n"));
const seen = ["beta 0.01: 3 and 3 words", "beta 0.001: 3 and 3 words", "beta 0.00001: 0 and 0 words"];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
