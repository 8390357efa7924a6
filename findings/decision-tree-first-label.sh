#!/bin/sh
# decision-tree 1.0.0 (npm): decision trees by ID3, "production ready".
#
# Guess: where no feature is left to split by, a leaf has the label that is most common among its rows.
# Seen: it has the label that comes first among them. The counts are taken from the list of different labels, so that
#   each counts once. One wrong row at the top of the data decides for all others like it; in another order of the
#   same rows the tree is another.
# Output seen, for 100 rows of one kind, 99 of them "common":
#   the other label in the first row: predicts rare, accuracy 0.01
#   the other label in the last row: predicts common, accuracy 0.99
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . decision-tree@1.0.0
cat > run.mjs <<'END'
import DecisionTree from "decision-tree";
const lines = ["first", "last"].map((place) => {
  const rows = Array.from({ length: 99 }, () => ({ cell: "x", label: "common" }));
  const odd = { cell: "x", label: "rare" };
  if (place === "first") rows.unshift(odd);
  else rows.push(odd);
  const tree = new DecisionTree("label", ["cell"]);
  tree.train(rows);
  const said = `predicts ${tree.predict({ cell: "x" })}, accuracy ${tree.evaluate(rows)}`;
  return `the other label in the ${place} row: ${said}`;
});
console.log(lines.join("\n"));
const seen = [
  "the other label in the first row: predicts rare, accuracy 0.01",
  "the other label in the last row: predicts common, accuracy 0.99",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.mjs
