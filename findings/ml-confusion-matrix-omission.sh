#!/bin/sh
# ml-confusion-matrix 2.0.0 (npm): rates of a classifier.
#
# Guess: the false omission rate is the share of wrong ones among all that were called negative, FN / (FN + TN), and so
#   1 minus the negative predictive value, which is there too.
# Seen: it is FN / (FN + TP), the false negative rate under another name. Of ten positives one is missed, and of 991
#   called negative that one is wrong: 0.1 instead of 0.001.
# Output seen:
#   TP 9, FN 1, FP 0, TN 990
#   false omission rate 0.1, should be 0.001009
#   false negative rate 0.1, negative predictive value 0.998991
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ml-confusion-matrix@2.0.0
cat > run.cjs <<'END'
const { ConfusionMatrix } = require("ml-confusion-matrix");
const actual = Array.from({ length: 1000 }, (_, i) => i < 10);
const predicted = actual.map((_, i) => i < 9);
const count = (a, p) => actual.filter((one, i) => one === a && predicted[i] === p).length;
const [tp, fn, fp, tn] = [count(true, true), count(true, false), count(false, true), count(false, false)];
const matrix = ConfusionMatrix.fromLabels(actual, predicted);
const round = (x) => Number(x.toFixed(6));
const omission = round(matrix.getFalseOmissionRate(true));
const right = round(fn / (fn + tn));
const negative = round(matrix.getNegativePredictiveValue(true));
const missed = round(matrix.getFalseNegativeRate(true));
console.log(`TP ${tp}, FN ${fn}, FP ${fp}, TN ${tn}`);
console.log(`false omission rate ${omission}, should be ${right}`);
console.log(`false negative rate ${missed}, negative predictive value ${negative}`);
process.exit(omission === 0.1 && right === 0.001009 && negative === round(1 - right) ? 0 : 1);
END
node run.cjs
