#!/bin/sh
# minhash 0.0.9 (npm): signatures of sets, and LshIndex, an index whose query(signature) finds the similar documents.
#
# Guess: for a document that is like none of those in the index the list is empty.
# Seen: query throws a TypeError, as soon as one band of the signature is in no document. So it finds what is equal to
#   an inserted document in every band: of near copies, with one word of forty changed, all queries fail.
# Output seen:
#   the document itself: [document], one with no word in common: TypeError
#   one word of 40 changed: 82 % of the bands equal, 40 of 40 queries throw
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . minhash@0.0.9
cat > run.cjs <<'END'
const { LshIndex, Minhash } = require("minhash");
/** The signature of a set of words. */
function signature(words) {
  const made = new Minhash();
  for (const word of words) made.update(word);
  return made;
}
const document = Array.from({ length: 40 }, (_, i) => `word${i}`);
const index = new LshIndex();
index.insert("document", signature(document));
const found = (words) => {
  try {
    return `[${index.query(signature(words))}]`;
  } catch (error) {
    return error.constructor.name;
  }
};
const same = found(document);
const other = found(Array.from({ length: 40 }, (_, i) => `other${i}`));
console.log(`the document itself: ${same}, one with no word in common: ${other}`);
let failed = 0;
let shared = 0;
for (let i = 0; i < 40; i++) {
  const near = document.with?.(i, "changed") ?? document.map((word, j) => (i === j ? "changed" : word));
  const likeness = signature(near).jaccard(signature(document));
  const bands = new LshIndex();
  const [here, there] = [near, document].map((words) => bands.getHashbands(signature(words)));
  shared += here.filter((band, j) => band === there[j]).length / here.length / 40;
  failed += likeness > 0.7 && found(near) === "TypeError" ? 1 : 0;
}
console.log(`one word of 40 changed: ${Math.round(100 * shared)} % of the bands equal, ${failed} of 40 queries throw`);
process.exit(same === "[document]" && other === "TypeError" && failed === 40 ? 0 : 1);
END
node run.cjs
