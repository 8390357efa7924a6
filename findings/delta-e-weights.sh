#!/bin/sh
# delta-e 0.0.8 (npm): differences between colours.
#
# Guess: getDeltaE94 and getDeltaE00 take weights for lightness, chroma and hue, as the comments above both say.
# Seen: both drop the third argument, whatever it is. Two greys 20 steps of lightness apart, in a formula that shall
#   not mind lightness, are as far apart as without weights.
# Output seen, L 50 and L 70, lightness to count a tenth:
#   getDeltaE94: 20.000 without weights, 20.000 with, should be 2.000
#   getDeltaE00: 17.591 without weights, 17.591 with, should be 1.759
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . delta-e@0.0.8
cat > run.cjs <<'END'
const DeltaE = require("delta-e");
const [dark, light] = [{ L: 50, A: 0, B: 0 }, { L: 70, A: 0, B: 0 }];
const weights = () => ({ lightness: 10, chroma: 1, hue: 1 });
const lines = ["getDeltaE94", "getDeltaE00"].map((name) => {
  const [plain, weighted] = [DeltaE[name](dark, light), DeltaE[name](dark, light, weights())];
  const should = plain / weights().lightness;
  return `${name}: ${plain.toFixed(3)} without weights, ${weighted.toFixed(3)} with, should be ${should.toFixed(3)}`;
});
console.log(lines.join("\n"));
const seen = [
  "getDeltaE94: 20.000 without weights, 20.000 with, should be 2.000",
  "getDeltaE00: 17.591 without weights, 17.591 with, should be 1.759",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
