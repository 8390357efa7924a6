#!/bin/sh
# ml-performance 0.2.0 (npm): measures of a classifier at each threshold.
#
# Guess: accuracy ("acc") is the share of right ones among all samples and error ("err") 1 minus that.
# Seen: the divisor is the number of different predictions. With ties the accuracy comes out above 1: six samples that
#   share two scores have 1.5 to 3. In the error rate only the false positives are divided and the false negatives
#   counted as they are, so that it is 3 before the first threshold where it should be 0.5. Without ties accuracy is right.
# Output seen:
#   scores 0.9 0.9 0.9 0.2 0.2 0.2: accuracy 1.5, 3, 1.5, error 3, 0, 1.5
#   should be: accuracy 0.5, 1, 0.5, error 0.5, 0, 0.5
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ml-performance@0.2.0
cat > run.cjs <<'END'
const Performance = require("ml-performance");
const scores = [0.9, 0.9, 0.9, 0.2, 0.2, 0.2];
const target = [1, 1, 1, 0, 0, 0];
const measured = new Performance([scores], [target], { all: true, max: true });
const rightAt = (cut) => scores.filter((score, i) => Number(score >= cut) === target[i]).length / scores.length;
const right = [Infinity, 0.9, 0.2].map(rightAt);
const [accuracy, error] = [measured.getMeasure("acc"), measured.getMeasure("err")];
console.log(`scores ${scores.join(" ")}: accuracy ${accuracy.join(", ")}, error ${error.join(", ")}`);
console.log(`should be: accuracy ${right.join(", ")}, error ${right.map((x) => 1 - x).join(", ")}`);
process.exit(accuracy.join() === "1.5,3,1.5" && error.join() === "3,0,1.5" && right.join() === "0.5,1,0.5" ? 0 : 1);
END
node run.cjs
