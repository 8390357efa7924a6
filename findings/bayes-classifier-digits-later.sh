#!/bin/sh
# bayes-classifier 0.0.5 (npm): a naive Bayes classifier to which documents can be added after training.
#
# Guess: what is learnt later is added to what was learnt before.
# Seen: words are counted by their place in an object, and whole numbers come first there, whenever they are added. A
#   first document with a digit, a cell of a grid for one, moves all words by one place, and the counts learnt go to
#   other words: "stop" is a word of the class "go", and the other way round.
# Output seen:
#   before: go is go, stop is stop
#   after one more document "wait" of the class "go": go is go, stop is stop
#   after one more document "7" of the class "go": go is stop, stop is go
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . bayes-classifier@0.0.5
cat > run.cjs <<'END'
const BayesClassifier = require("bayes-classifier");
function trained(later) {
  const classifier = new BayesClassifier();
  classifier.addDocument(["stop"], "stop");
  classifier.addDocument(["go"], "go");
  classifier.train();
  if (later) {
    classifier.addDocument([later], "go");
    classifier.train();
  }
  return ["go", "stop"].map((word) => `${word} is ${classifier.classify([word])}`).join(", ");
}
const lines = [`before: ${trained()}`];
for (const later of ["wait", "7"]) {
  lines.push(`after one more document "${later}" of the class "go": ${trained(later)}`);
}
console.log(lines.join("\n"));
const seen = [
  "before: go is go, stop is stop",
  'after one more document "wait" of the class "go": go is go, stop is stop',
  'after one more document "7" of the class "go": go is stop, stop is go',
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
