#!/bin/sh
# text-statistics 0.1.1 (npm): counts and readability of English texts, a "reasonably faithful port" of a PHP library.
#
# Guess: "The cat sat." is one sentence of three words.
# Seen: it is two of four. A full stop is added at the end of every text and counts as a sentence, and as a word what
#   comes after it. Of the SMOG index the constant 3.13 is within the root, so a text without long words has 1.8; in the
#   Coleman-Liau index the sentences count a hundredth of what they should.
# Output seen:
#   The cat sat.
#     sentences 2, right 1; words 4, right 3
#     SMOG 1.8, right 3.1; Coleman-Liau -2.7, right -8.0
#   The cat sat. The dog ran. We saw it.
#     sentences 4, right 3; words 10, right 9
#     SMOG 1.8, right 3.1; Coleman-Liau -1.2, right -9.3
#   One day a cat sat on a mat
#     sentences 1, right 1; words 9, right 8
#     SMOG 1.8, right 3.1; Coleman-Liau -3.4, right -5.5
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . text-statistics@0.1.1
cat > run.cjs <<'END'
const TextStatistics = require("text-statistics");
const statistics = new TextStatistics();
const texts = ["The cat sat.", "The cat sat. The dog ran. We saw it.", "One day a cat sat on a mat"];
const rights = texts.map((text) => {
  const words = text.match(/[a-z]+/gi);
  const sentences = text.split(".").filter((part) => part.trim()).length;
  return { sentences, words: words.length, letters: words.join("").length };
});
const rows = texts.map((text, i) => {
  const [sentences, words] = [statistics.sentenceCount(text), statistics.wordCount(text)];
  const { sentences: right, words: rightWords, letters } = rights[i];
  const liau = (0.0588 * 100 * letters) / rightWords - (0.296 * 100 * right) / rightWords - 15.8;
  console.log(`${text}`);
  console.log(`  sentences ${sentences}, right ${right}; words ${words}, right ${rightWords}`);
  const [smog, coleman] = [statistics.smogIndex(text), statistics.colemanLiauIndex(text)];
  console.log(`  SMOG ${smog}, right 3.1; Coleman-Liau ${coleman}, right ${liau.toFixed(1)}`);
  return { more: words - rightWords, smog, off: coleman - liau, twice: sentences - right };
});
const words = rows.every(({ more }) => more === 1);
process.exit(words && rows[0].twice === 1 && rows.every(({ smog, off }) => smog === 1.8 && off > 2) ? 0 : 1);
END
node run.cjs
