#!/bin/sh
# js-string-compression 1.0.1 (npm): packs a text by Huffman codes and unpacks it.
#
# Guess: what is packed comes back as it was.
# Seen: the number of characters is not stored, and the last byte is filled up with zero bits. These are read as codes,
#   too, so letters whose code is made of zeros are added at the end. A text of one kind of letter has a code of no
#   bits, and comes back empty. A text comes back where the bits fill the last byte, or where what is left over is no
#   code.
# Output seen:
#   "abab": "ababa"
#   "aaaa": ""
#   texts of a, b and c of up to six letters: 90 of 1092 come back
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . js-string-compression@1.0.1
cat > run.cjs <<'END'
const { Hauffman } = require("js-string-compression");
const back = (text) => new Hauffman().decompress(new Hauffman().compress(text));
let texts = [""];
let [all, right] = [0, 0];
for (let length = 1; length <= 6; length++) {
  texts = texts.flatMap((text) => ["a", "b", "c"].map((letter) => text + letter));
  all += texts.length;
  right += texts.filter((text) => back(text) === text).length;
}
const lines = [
  ...["abab", "aaaa"].map((text) => `"${text}": "${back(text)}"`),
  `texts of a, b and c of up to six letters: ${right} of ${all} come back`,
];
console.log(lines.join("\n"));
const seen = ['"abab": "ababa"', '"aaaa": ""', "texts of a, b and c of up to six letters: 90 of 1092 come back"];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
