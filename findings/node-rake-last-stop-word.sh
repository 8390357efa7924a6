#!/bin/sh
# node-rake 1.0.1 (npm): keywords of a text; opts.stopwords is "an array containing a custom stopwords list".
#
# Guess: no keyword contains a word of the list.
# Seen: the last word of the list loses its last letter. With the, is, of it is "o" that is left out, and "house of
#   cards" is one keyword; in another order of the three there are other keywords. A last word of one letter becomes
#   nothing, which stands between any two words, and no keyword has two words.
# Output seen:
#   ["the","is","of"]: house of cards, best of series
#   ["of","the","is"]: cards is, house, best, series
#   ["of","is","the"]: The house, the best, cards, series
#   ["the","is","of",""]: house, cards, best, series
#   The red house of cards: The red house, cards
#   The red house of cards: The, red, house, cards
#   right: best,cards,house,series
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . node-rake@1.0.1
cat > run.cjs <<'END'
const rake = require("node-rake");
const text = "The house of cards is the best of series";
const orders = [["the", "is", "of"], ["of", "the", "is"], ["of", "is", "the"], ["the", "is", "of", ""]];
const lists = orders.map((stopwords) => {
  const keywords = rake.generate(text, { stopwords });
  console.log(`${JSON.stringify(stopwords)}: ${keywords.join(", ")}`);
  return keywords;
});
const red = ["the", "a"].map((last) => rake.generate("The red house of cards", { stopwords: ["of", last] }));
for (const keywords of red) console.log(`The red house of cards: ${keywords.join(", ")}`);
const right = text.toLowerCase().split(/\s+/).filter((word) => !["the", "is", "of"].includes(word)).sort().join();
const kept = (keywords) => keywords.map((word) => word.toLowerCase()).sort().join();
console.log(`right: ${right}`);
const wrong = lists.slice(0, 3).filter((keywords) => kept(keywords) !== right).length;
process.exit(wrong === 3 && kept(lists[3]) === right ? 0 : 1);
END
node run.cjs
