#!/bin/sh
# just-percentile 4.2.0 (npm): percentiles by linear interpolation.
#
# Guess: asking for a median changes nothing, and the examples of the README come out as printed there.
# Seen: neither. The list given is sorted in place: losses no longer stand beside their puzzles. Of the README's seven
#   examples that give a number four do not: what comes is interpolated, as the text says.
# Output seen:
#   losses of a b c d: 0.9 0.1 0.5 0.3; after their median: 0.1 0.3 0.5 0.9, the largest is now of d
#   15 20 35 40 50 at 0.05, 0.3, 0.4, 0.95: 16 23 29 48; the README has 15 20 27.5 50
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . just-percentile@4.2.0
cat > run.cjs <<'END'
const percentile = require("just-percentile");
const losses = [0.9, 0.1, 0.5, 0.3];
const before = losses.join(" ");
percentile(losses, 0.5);
const after = losses.join(" ");
const largest = "abcd"[losses.indexOf(Math.max(...losses))];
console.log(`losses of a b c d: ${before}; after their median: ${after}, the largest is now of ${largest}`);
const ranks = [0.05, 0.3, 0.4, 0.95];
const seen = ranks.map((p) => Number(percentile([15, 20, 35, 40, 50], p).toFixed(6))).join(" ");
console.log(`15 20 35 40 50 at ${ranks.join(", ")}: ${seen}; the README has 15 20 27.5 50`);
process.exit(before === "0.9 0.1 0.5 0.3" && after === "0.1 0.3 0.5 0.9" && seen === "16 23 29 48" ? 0 : 1);
END
node run.cjs
