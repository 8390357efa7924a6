#!/bin/sh
# fuzzyis 1.0.2 (npm): fuzzy inference systems.
#
# Guess: removeTerm("hot") takes the term hot out of a variable.
# Seen: the place of the term is looked up, but what goes to splice is the function that looks, not the place: that
#   counts as 0. So the first term goes, whichever is named, and the answer is true.
# Output seen, of cold, warm and hot:
#   without hot: true, warm hot
#   without warm: true, warm hot
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . fuzzyis@1.0.2
cat > run.cjs <<'END'
const { LinguisticVariable, Term } = require("fuzzyis");
const lines = ["hot", "warm"].map((name) => {
  const variable = new LinguisticVariable("water", [0, 1], ["cold", "warm", "hot"].map((term) => new Term(term)));
  return `without ${name}: ${variable.removeTerm(name)}, ${variable.terms.map((term) => term.name).join(" ")}`;
});
console.log(lines.join("\n"));
process.exit(lines.join() === "without hot: true, warm hot,without warm: true, warm hot" ? 0 : 1);
END
node run.cjs
