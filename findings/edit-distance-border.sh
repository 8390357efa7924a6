#!/bin/sh
# edit-distance 1.0.5 (npm): distances of strings and of trees, with costs from callbacks: levenshtein(a, b, insert,
#   remove, update).
#
# Guess: a removed letter costs what remove() says: with a cost of 10 "abc" is 30 from the empty string, and a tree that
#   loses a leaf is 10 from what is left.
# Seen: the tree is, the string is 3 from it. Letters that go or come before the first pair that stays cost 1 each,
#   whatever the callbacks say; those after it cost what was asked for. "aab" is 2 from "b"; "baa"
#   is 8 from it, as it is cheapest to drop all three for 1 each and to add a b for 5.
# Output seen, with 10 for a removal, 5 for an insertion and 100 for a change:
#   abc to nothing 3, nothing to abc 3
#   aab to b 2, baa to b 8
#   a tree without one leaf 10, with one more 5
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . edit-distance@1.0.5
cat > run.cjs <<'END'
const { levenshtein, ted } = require("edit-distance");
const [insert, remove] = [() => 5, () => 10];
const text = (a, b) => levenshtein(a, b, insert, remove, (x, y) => (x === y ? 0 : 100)).distance;
const tree = (a, b) => ted(a, b, (node) => node.children, insert, remove, (x, y) => (x.id === y.id ? 0 : 100)).distance;
const two = { id: 1, children: [{ id: 2 }] };
const three = { id: 1, children: [{ id: 2 }, { id: 3 }] };
const lines = [
  `abc to nothing ${text("abc", "")}, nothing to abc ${text("", "abc")}`,
  `aab to b ${text("aab", "b")}, baa to b ${text("baa", "b")}`,
  `a tree without one leaf ${tree(three, two)}, with one more ${tree(two, three)}`,
];
console.log(lines.join("\n"));
const seen = [
  "abc to nothing 3, nothing to abc 3",
  "aab to b 2, baa to b 8",
  "a tree without one leaf 10, with one more 5",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
