#!/bin/sh
# nysiis-phonetics 1.0.0, clj-fuzzy 0.4.1 and talisman 1.1.4 (npm): the NYSIIS code of a name, the same for names that
#   sound alike.
#
# Guess: in Johnson the h is silent, the n is kept, and the code is that of Jonson.
# Seen: all three drop the letter after the h. Where a consonant follows, the h is to become the letter before it; here
#   that consonant goes as well. So Kuhn is C, Stahl is ST, and Rohde has no d. The "refined" code of talisman keeps it.
# Output seen:
#   Johnson: JASAN JASAN JASAN, by hand JANSAN, refined JANSAN
#   Kuhn: C C C, by hand CAN, refined KAN
#   Lahti: LA LA LA, by hand LAT, refined LAT
#   Mahler: MAR MAR MAR, by hand MALAR, refined MALAR
#   Stahl: ST ST ST, by hand STAL, refined STAL
#   Rohde: RA RA RA, by hand RAD, refined RAD
#   Jonson: JANSAN JANSAN JANSAN, by hand JANSAN, refined JANSAN
#   Miller: MALAR MALAR MALAR, by hand MALAR, refined MALAR
#   Rodin: RADAN RADAN RADAN, by hand RADAN, refined RADAN
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . nysiis-phonetics@1.0.0 clj-fuzzy@0.4.1 talisman@1.1.4
cat > run.cjs <<'END'
const fuzzy = require("clj-fuzzy").phonetics.nysiis;
const phonetics = require("nysiis-phonetics");
const talisman = require("talisman/phonetics/nysiis");
/** The rules of 1970 letter by letter, without those for first and last letters that none of these names has. */
function byHand(name) {
  const letters = [...name.toUpperCase().replace(/^K/, "C")];
  const vowel = (letter) => "AEIOU".includes(letter ?? "B");
  let key = letters[0];
  for (let i = 1; i < letters.length; i++) {
    const letter = letters[i];
    if (vowel(letter)) letters[i] = "A";
    else if (letter === "M") letters[i] = "N";
    const between = vowel(letters[i - 1]) && vowel(letters[i + 1]);
    if (letter === "H" && !between) letters[i] = letters[i - 1];
    if (letters[i] !== key.at(-1)) key += letters[i];
  }
  return key.replace(/S$/, "").replace(/A$/, "").slice(0, 6);
}
let cut = 0;
for (const name of ["Johnson", "Kuhn", "Lahti", "Mahler", "Stahl", "Rohde", "Jonson", "Miller", "Rodin"]) {
  const three = [phonetics(name), fuzzy(name), talisman.original(name)];
  const right = byHand(name);
  console.log(`${name}: ${three.join(" ")}, by hand ${right}, refined ${talisman.refined(name)}`);
  const wrong = three.filter((code) => code !== right).length;
  if (wrong === 3 && name.includes("h")) cut++;
  if (wrong && !name.includes("h")) cut = NaN;
}
process.exit(cut === 6 ? 0 : 1);
END
node run.cjs
