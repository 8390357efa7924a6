#!/bin/sh
# ml-random-forest 2.1.0 (npm): the option maxSamples of a forest.
#
# Guess: each tree gets a random part of the rows, half of them with maxSamples 0.5, as in scikit-learn.
# Seen: all trees get the first half of the rows, and the rest is never seen. Data in an order, as a table by date or
#   puzzles by size, is learnt up to its middle.
# Output seen, y = x for x from 0 to 99, predicted at 10, 40, 60 and 99:
#   all rows: 10.0 39.9 60.1 98.0
#   maxSamples 0.5: 10.3 40.2 47.7 47.7
#   maxSamples 0.2: 10.4 18.1 18.1 18.1
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ml-random-forest@2.1.0
cat > run.cjs <<'END'
const { RandomForestRegression } = require("ml-random-forest");
const rows = Array.from({ length: 100 }, (_, i) => [i, i]);
const values = rows.map(([x]) => x);
const predict = (name, maxSamples) => {
  const options = { seed: 3, nEstimators: 50, maxFeatures: 2, replacement: false, useSampleBagging: true, maxSamples };
  const forest = new RandomForestRegression(options);
  forest.train(rows, values);
  const found = forest.predict([[10, 10], [40, 40], [60, 60], [99, 99]]);
  console.log(`${name}: ${found.map((y) => y.toFixed(1)).join(" ")}`);
  return found;
};
const all = predict("all rows");
const half = predict("maxSamples 0.5", 0.5);
const fifth = predict("maxSamples 0.2", 0.2);
process.exit(all[3] > 95 && half[3] < 50 && half[2] < 50 && fifth[1] < 20 ? 0 : 1);
END
node run.cjs
