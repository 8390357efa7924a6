#!/bin/sh
# markov-strings 3.0.4 (npm): a Markov chain of texts; stateSize is the number of words of a link, 2 is called sensible.
#
# Guess: texts of five words, or of thirty, can be made again.
# Seen: the chain goes on by whole links, so from the beginning the end is reached only where the number of words is a
#   multiple of stateSize: from texts of five words nothing is made. And maxTries, the number of sentences tried (10 by
#   default), limits the links of one as well: 22 words are made, 24 never.
# Output seen:
#   made again: texts of 4, 6, 8, 10, 12, 14, 16, 18, 20, 22 words
#   never made: texts of 1, 2, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 24, 25, 26, 27, 28, 29, 30 words
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . markov-strings@3.0.4
cat > run.cjs <<'END'
const { default: Markov } = require("markov-strings");
/** Whether the chain of one text of so many different words makes it again. */
function made(words) {
  const text = Array.from({ length: words }, (_, i) => `w${i}`).join(" ");
  const markov = new Markov({ stateSize: 2 });
  markov.addData([text]);
  try {
    return markov.generate().string === text;
  } catch {
    return false;
  }
}
const counts = Array.from({ length: 30 }, (_, i) => i + 1);
const able = counts.filter(made);
console.log(`made again: texts of ${able.join(", ")} words`);
console.log(`never made: texts of ${counts.filter((words) => !able.includes(words)).join(", ")} words`);
process.exit(able.every((words) => words % 2 === 0) && able.at(-1) === 22 && able.length === 10 ? 0 : 1);
END
node run.cjs
