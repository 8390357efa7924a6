#!/bin/sh
# decision-tree 1.0.0 (npm): gradient boosting, which it calls XGBoost, with "subsample", the "fraction of samples for
# each tree".
#
# Guess: with half of the rows for each tree the same is learnt, a little slower.
# Seen: next to nothing is learnt, as the rows drawn are given the errors of other rows: the first half of the list.
#   Four values that one feature tells apart come out near their mean. (The README's "decision-tree/xgboost" is not
#   among the exports; the file is.)
# Output seen, 200 rows, the values 0, 10, 20 and 30, 100 trees, of 20 seeds the largest error:
#   subsample 1: below 0.01
#   subsample 0.9 and 0.5: above 10
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . decision-tree@1.0.0
cat > run.mjs <<'END'
import { pathToFileURL } from "node:url";
const file = pathToFileURL("node_modules/decision-tree/lib/xgboost.js");
const { default: XGBoost } = await import(file.href);
const rows = Array.from({ length: 200 }, (_, i) => ({ cell: "abcd"[i % 4], value: 10 * (i % 4) }));
const errors = [1, 0.9, 0.5].map((subsample) => {
  let largest = 0;
  for (let randomState = 1; randomState <= 20; randomState++) {
    const model = new XGBoost("value", ["cell"], { subsample, randomState, nEstimators: 100 });
    model.train(rows);
    rows.slice(0, 4).forEach((row) => (largest = Math.max(largest, Math.abs(model.predict(row) - row.value))));
  }
  console.log(`subsample ${subsample}: largest error ${largest.toFixed(2)}`);
  return largest;
});
process.exit(errors[0] < 0.01 && errors[1] > 10 && errors[2] > 10 ? 0 : 1);
END
node run.mjs
