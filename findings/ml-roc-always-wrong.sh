#!/bin/sh
# ml-roc-multiclass 0.2.0 (npm): the area under a ROC curve.
#
# Guess: 1 for a perfect ranking, 0.5 for chance, 0 for a ranking that is always wrong.
# Seen: what is below 0.5 is mirrored, without a word on the page and without an option: a ranking that is always wrong
#   has the area 1. Of random scores no area is below 0.5, and over sets of twenty the mean is 0.6, so that a model
#   without any skill seems to have some.
# Output seen:
#   in order: 1, reversed: 1, should be 1 and 0
#   1000 sets of 10 + 10 random scores: mean 0.605, least 0.500, should be 0.502 and 0.140
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ml-roc-multiclass@0.2.0
cat > run.cjs <<'END'
const { getRocCurve, getAuc } = require("ml-roc-multiclass");
const area = (targets, scores) => getAuc(getRocCurve(targets, scores));
/** Share of the pairs in which the one of class "yes" is above the one of class "no". */
function pairs(targets, scores) {
  const of = (name) => scores.filter((_, i) => targets[i] === name);
  const all = of("no").flatMap((low) => of("yes").map((high) => (high > low ? 1 : high === low ? 0.5 : 0)));
  return all.reduce((sum, x) => sum + x, 0) / all.length;
}
let state = 1;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const few = ["no", "no", "yes", "yes"];
const order = [1, 2, 3, 4];
const reversed = [4, 3, 2, 1];
const many = Array.from({ length: 20 }, (_, i) => (i < 10 ? "no" : "yes"));
const sets = Array.from({ length: 1000 }, () => many.map(random));
const seen = sets.map((scores) => area(many, scores));
const right = sets.map((scores) => pairs(many, scores));
const mean = (list) => list.reduce((sum, x) => sum + x, 0) / list.length;
const say = (list) => [mean(list), Math.min(...list)].map((x) => x.toFixed(3));
console.log(`in order: ${area(few, order)}, reversed: ${area(few, reversed)}, should be ${pairs(few, order)} and ${pairs(few, reversed)}`);
console.log(`1000 sets of 10 + 10 random scores: mean ${say(seen)[0]}, least ${say(seen)[1]}, should be ${say(right).join(" and ")}`);
const shown = area(few, reversed) === 1 && pairs(few, reversed) === 0 && Math.min(...seen) >= 0.5;
process.exit(shown && mean(seen) > 0.57 && Math.abs(mean(right) - 0.5) < 0.02 ? 0 : 1);
END
node run.cjs
