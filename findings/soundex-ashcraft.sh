#!/bin/sh
# soundex 0.2.1 (npm): Soundex codes of words; for what they are its README refers to the encyclopedia.
#
# Guess: Ashcraft is A261, the example of the rule for H and W that stands there: two consonants of one number with H or
#   W between them count once, with a vowel between them twice.
# Seen: H and W are taken as vowels. S and C of Ashcraft count twice, and the last letters fall off. So names with "sch"
#   or "chs" are not found beside those of an index that follows the rule.
# Output seen (in brackets by the rule):
#   Ashcraft A226 (A261), Sachs S220 (S200), Schwarz S620 (S620), Dachshund D225 (D253), Tymczak T522 (T522)
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . soundex@0.2.1
cat > run.cjs <<'END'
const soundex = require("soundex");
const groups = ["BFPV", "CGJKQSXZ", "DT", "L", "MN", "R"];
const number = (letter) => groups.findIndex((group) => group.includes(letter)) + 1;
/** The code by the rule: H and W do not part, all other letters without a number do. */
function byRule(word) {
  const letters = [...word.toUpperCase()];
  let code = letters[0];
  let last = number(letters[0]);
  for (const letter of letters.slice(1)) {
    if (letter === "H" || letter === "W") continue;
    const next = number(letter);
    if (next && next !== last) code += next;
    last = next;
  }
  return code.padEnd(4, "0").slice(0, 4);
}
const words = ["Ashcraft", "Sachs", "Schwarz", "Dachshund", "Tymczak"];
const line = words.map((word) => `${word} ${soundex(word)} (${byRule(word)})`).join(", ");
console.log(line);
const seen = "Ashcraft A226 (A261), Sachs S220 (S200), Schwarz S620 (S620), Dachshund D225 (D253), Tymczak T522 (T522)";
process.exit(line === seen ? 0 : 1);
END
node run.cjs
