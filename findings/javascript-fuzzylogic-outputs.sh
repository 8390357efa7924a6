#!/bin/sh
# javascript-fuzzylogic 1.3.0 (npm): fuzzy inference by rules that are sentences.
#
# Guess: a system may have several outputs (addOutput is a list, each with its own rules), and each gets its own value.
# Seen: what the rules say about all outputs is put into one set, place by place, and that one is made a number. A rule
#   that asks for a long time and one that asks for little heat make 50, which is neither.
# Output seen, for the dirt 100 (long is 90, cool is 10):
#   rule for the time: 90
#   rule for the heat: 10
#   both rules: 50
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . javascript-fuzzylogic@1.3.0
cat > run.cjs <<'END'
const { DefuzzicationType, FuzzyInferenceSystem, FuzzySet, LinguisticVariable, MembershipFunctionType } =
  require("javascript-fuzzylogic");
const triangle = (name, left, center, right) => new FuzzySet(name).generateMembershipValues({
  type: MembershipFunctionType.Triangular,
  parameters: { left, center, right, minValue: 0, maxValue: 100, step: 1 },
});
function solve(rules) {
  const system = new FuzzyInferenceSystem("washing")
    .addInput(new LinguisticVariable("Dirt").addSet(triangle("High", 0, 100, 100)))
    .addOutput(new LinguisticVariable("Time").addSet(triangle("Long", 80, 90, 100)))
    .addOutput(new LinguisticVariable("Heat").addSet(triangle("Cool", 0, 10, 20)));
  for (const rule of rules) system.addRule(rule);
  return Math.round(system.solve("Mamdani", { Dirt: 100 }, DefuzzicationType.Centroid));
}
const [time, heat] = ["IF Dirt IS High THEN Time IS Long", "IF Dirt IS High THEN Heat IS Cool"];
const lines = [
  `rule for the time: ${solve([time])}`,
  `rule for the heat: ${solve([heat])}`,
  `both rules: ${solve([time, heat])}`,
];
console.log(lines.join("\n"));
process.exit(lines.join() === "rule for the time: 90,rule for the heat: 10,both rules: 50" ? 0 : 1);
END
node run.cjs
