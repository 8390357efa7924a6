#!/bin/sh
# luhn-string 1.2.3 (npm): check characters of texts of digits and consonants.
#
# Guess: as with Luhn's digits every single wrong character is found; for 30 characters that is Luhn's way modulo 30.
# Seen: every value is added up digit by digit in base ten, whatever the number of characters. B, which is 10, counts 1
#   like 1, and doubled it is 20 and counts 2 like a doubled 1: one stands for the other unseen. So it is with one error
#   in twenty. With the ten digits alone every error is found.
# Output seen:
#   check characters of 1 and B: X, X
#   30 characters, errors unseen: 44 of 870 in the doubled place, 52 of 870 in the other
#   10 digits, errors unseen: 0 of 90 in the doubled place, 0 of 90 in the other
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . luhn-string@1.2.3
cat > run.cjs <<'END'
const luhn = require("luhn-string");
const all = "0123456789BCDFGHJKLMNPQRSTVWXZ";
/** Wrong characters at that place of a text of two (and its check character) that are taken for right. */
function unseen(characters, place) {
  let count = 0, of = 0;
  for (const right of characters) {
    for (const wrong of characters) {
      if (wrong === right) continue;
      const text = luhn.addChecksum(place === 0 ? `${right}0` : `0${right}`, characters);
      const changed = [...text].map((c, i) => (i === place ? wrong : c)).join("");
      of++;
      count += luhn.check(changed, characters).result ? 1 : 0;
    }
  }
  return `${count} of ${of}`;
}
function say(name, of) {
  return `${name}, errors unseen: ${unseen(of, 1)} in the doubled place, ${unseen(of, 0)} in the other`;
}
const lines = [
  `check characters of 1 and B: ${luhn.addChecksum("1")[1]}, ${luhn.addChecksum("B")[1]}`,
  say("30 characters", all),
  say("10 digits", all.slice(0, 10)),
];
console.log(lines.join("\n"));
const seen = [
  "check characters of 1 and B: X, X",
  "30 characters, errors unseen: 44 of 870 in the doubled place, 52 of 870 in the other",
  "10 digits, errors unseen: 0 of 90 in the doubled place, 0 of 90 in the other",
];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
