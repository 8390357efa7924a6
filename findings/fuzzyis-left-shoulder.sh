#!/bin/sh
# fuzzyis 1.0.2 (npm): fuzzy inference systems.
#
# Guess: a term that is full at the end of its range, as the trapeze 0, 0, 1, 3 of bad food in the README, is 1 there.
# Seen: at its left end such a shape divides 0 by 0, and is NaN there alone; at a right end it is 1, as the rising side
#   is asked first. A rule on it makes the sum under the output NaN, and then the answer is the start of the output's
#   range, as if the least were meant.
# Output seen (food bad makes a tip of about 15, of 0 to 30):
#   bad at 0 is NaN, at 0.01 it is 1
#   tip for food of 0.01: 15.0
#   tip for food of 0: 0.0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . fuzzyis@1.0.2
cat > run.cjs <<'END'
const { FIS, LinguisticVariable, Rule, Term } = require("fuzzyis");
const bad = new Term("bad", "trapeze", [0, 0, 1, 3]);
function tip(food) {
  const system = new FIS("tip", [new LinguisticVariable("food", [0, 10], [bad])],
    [new LinguisticVariable("tip", [0, 30], [new Term("medium", "triangle", [10, 15, 20])])]);
  system.rules = [new Rule(["bad"], ["medium"])];
  return system.getPreciseOutput([food])[0].toFixed(1);
}
const lines = [
  `bad at 0 is ${bad.valueAt(0)}, at 0.01 it is ${bad.valueAt(0.01)}`,
  `tip for food of 0.01: ${tip(0.01)}`,
  `tip for food of 0: ${tip(0)}`,
];
console.log(lines.join("\n"));
const seen = ["bad at 0 is NaN, at 0.01 it is 1", "tip for food of 0.01: 15.0", "tip for food of 0: 0.0"];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
