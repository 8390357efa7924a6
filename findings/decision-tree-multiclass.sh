#!/bin/sh
# decision-tree 1.0.0 (npm): gradient boosting, which it calls XGBoost; "objective" is "regression", "binary" or
# "multiclass".
#
# Guess: three classes that one feature tells apart are told apart.
# Seen: "multiclass" learns nothing: the prediction is the number 0 for every row, also where classes have names. With
#   two classes "binary" is right, and so is the plain tree with three. In the random forest of the package maxDepth,
#   another option of the README, makes no difference. (The README's "decision-tree/xgboost" and
#   "decision-tree/random-forest" are not among the exports; the files are.)
# Output seen:
#   classes 0, 1, 2: predicts 0, 0, 0
#   classes u, v, w: predicts 0, 0, 0
#   depth of the forest's trees: maxDepth 1 makes 6, maxDepth 6 makes 6
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . decision-tree@1.0.0
cat > run.mjs <<'END'
import { pathToFileURL } from "node:url";
const from = async (name) => (await import(pathToFileURL(`node_modules/decision-tree/lib/${name}.js`).href)).default;
const [XGBoost, RandomForest] = [await from("xgboost"), await from("random-forest")];
const lines = [[0, 1, 2], ["u", "v", "w"]].map((classes) => {
  const rows = Array.from({ length: 90 }, (_, i) => ({ cell: "abc"[i % 3], label: classes[i % 3] }));
  const model = new XGBoost("label", ["cell"], { objective: "multiclass", randomState: 1 });
  model.train(rows);
  return `classes ${classes.join(", ")}: predicts ${rows.slice(0, 3).map((row) => model.predict(row)).join(", ")}`;
});
const names = ["a", "b", "c", "d", "e", "f"];
const parity = Array.from({ length: 64 }, (_, i) => {
  const bits = names.map((_, k) => (i >> k) & 1);
  const row = Object.fromEntries(names.map((name, k) => [name, bits[k]]));
  return { ...row, odd: bits.reduce((sum, bit) => sum ^ bit, 0) };
});
const depth = (node) => (node.vals ? 1 + Math.max(...node.vals.map(({ child }) => depth(child))) : 0);
const made = [1, 6].map((maxDepth) => {
  const options = { maxDepth, maxFeatures: 6, bootstrap: false, nEstimators: 3, randomState: 1 };
  const forest = new RandomForest("odd", names, options);
  forest.train(parity);
  return `maxDepth ${maxDepth} makes ${Math.max(...forest.toJSON().trees.map(({ model }) => depth(model)))}`;
});
lines.push(`depth of the forest's trees: ${made.join(", ")}`);
console.log(lines.join("\n"));
const seen = [
  "classes 0, 1, 2: predicts 0, 0, 0",
  "classes u, v, w: predicts 0, 0, 0",
  "depth of the forest's trees: maxDepth 1 makes 6, maxDepth 6 makes 6",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.mjs
