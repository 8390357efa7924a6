#!/bin/sh
# string-compare 1.1.2 (npm): how alike two texts are, from 0 to 1.
#
# Guess: it is the same from both sides, and Hello is much like Hello!.
# Seen: where the first text is the shorter one it is 0, whatever the texts are. An empty text is 1 like any other. The
#   examples of the README have 0.8, 0.4, 0.5, 0.4 and 0.5.
# Output seen:
#   Hello! and Hello: 0.94, Hello and Hello!: 0
#   words of 1 to 12 letters and their beginnings: 66 pairs, beginning first 0 in 66
#   nothing and Hello: 1
#   README: 0.73, 0.5, 0.5, 0.5, 0.5
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . string-compare@1.1.2
cat > run.cjs <<'END'
const { compare } = require("string-compare");
const rounded = (value) => Math.round(100 * value) / 100;
const [longer, shorter] = [compare("Hello!", "Hello"), compare("Hello", "Hello!")];
console.log(`Hello! and Hello: ${rounded(longer)}, Hello and Hello!: ${rounded(shorter)}`);
const text = "abcdefghijkl";
let [pairs, zero] = [0, 0];
for (let length = 2; length <= text.length; length++) {
  for (let part = 1; part < length; part++) {
    pairs++;
    if (compare(text.slice(0, part), text.slice(0, length)) === 0) zero++;
  }
}
console.log(`words of 1 to 12 letters and their beginnings: ${pairs} pairs, beginning first 0 in ${zero}`);
const empty = compare("", "Hello");
console.log(`nothing and Hello: ${empty}`);
const examples = [["String 1", "String 2"], ...["helo", "Helo", "word", "Word"].map((word) => ["Hello World", word])];
const readme = examples.map(([a, b]) => rounded(compare(a, b)));
console.log(`README: ${readme.join(", ")}`);
process.exit(longer > 0.9 && shorter === 0 && zero === pairs && empty === 1 ? 0 : 1);
END
node run.cjs
