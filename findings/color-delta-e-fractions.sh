#!/bin/sh
# color-delta-e 1.3.0 (npm): how different two colours look.
#
# Guess: a hue of 210.5 degrees differs less from one of 210 than one of 211 does.
# Seen: a text of a colour is cut at everything that is not a digit, so "210.5" is two numbers: the hue 210 and a
#   saturation of 5, and the real saturation becomes the lightness. Three numbers of type "hsl" are written as text
#   first, so it happens to numbers, too.
# Output seen (difference from hsl 210, 50, 30):
#   210.5, 50, 30 as text: 28.2
#   210.5, 50, 30 as numbers: 28.2
#   211, 50, 30 as numbers: 1.2
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . color-delta-e@1.3.0
cat > run.cjs <<'END'
const { deltaE } = require("color-delta-e");
const lines = [
  `210.5, 50, 30 as text: ${deltaE("hsl(210.5, 50%, 30%)", "hsl(210, 50%, 30%)").toFixed(1)}`,
  `210.5, 50, 30 as numbers: ${deltaE([210.5, 50, 30], [210, 50, 30], "hsl").toFixed(1)}`,
  `211, 50, 30 as numbers: ${deltaE([211, 50, 30], [210, 50, 30], "hsl").toFixed(1)}`,
];
console.log(lines.join("\n"));
const seen = ["210.5, 50, 30 as text: 28.2", "210.5, 50, 30 as numbers: 28.2", "211, 50, 30 as numbers: 1.2"];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
