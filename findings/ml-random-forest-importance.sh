#!/bin/sh
# ml-random-forest 2.1.0 (npm): featureImportance() of a forest.
#
# Guess: importances are between 0 and 1 and sum to 1; a column of noise has next to none.
# Seen: where two columns matter only together, as in an exclusive or, one of them has 2.75 and the other -1.51, below
#   the noise. The first split gains next to nothing there, and the larger gains of the splits below it are subtracted
#   from it. Columns that matter alone look right.
# Output seen:
#   y = a > 0.5: a 1.000, b 0.000, noise 0.000
#   y = a > 0.5 xor b > 0.5: a 2.751, b -1.508, noise -0.243
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ml-random-forest@2.1.0
cat > run.cjs <<'END'
const { RandomForestClassifier } = require("ml-random-forest");
let state = 5;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const rows = Array.from({ length: 200 }, () => [random(), random(), random()]);
const importances = (name, label) => {
  const forest = new RandomForestClassifier({ seed: 3, nEstimators: 30, maxFeatures: 3, replacement: false });
  forest.train(rows, rows.map(label));
  const found = forest.featureImportance();
  const texts = ["a", "b", "noise"].map((column, i) => `${column} ${found[i].toFixed(3)}`);
  console.log(`${name}: ${texts.join(", ")}`);
  return found;
};
const single = importances("y = a > 0.5", ([a]) => Number(a > 0.5));
const both = importances("y = a > 0.5 xor b > 0.5", ([a, b]) => Number(a > 0.5) ^ Number(b > 0.5));
process.exit(single[0] > 0.99 && Math.min(...both) < -0.2 && Math.max(...both) > 1 ? 0 : 1);
END
node run.cjs
