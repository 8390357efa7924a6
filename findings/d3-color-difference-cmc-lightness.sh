#!/bin/sh
# d3-color-difference 0.1.3 (npm): differences of colours by several formulas, CMC l:c (1984) among them.
#
# Guess: by CMC, too, red and green of one lightness are far apart: the root is taken of the sum of three squares, for
#   lightness, chroma and hue.
# Seen: the three squares are three arguments of Math.sqrt, which looks at the first one alone. So chroma and hue do not
#   count, and colours of equal lightness have no difference.
# Output seen (CMC, CIE 94, CIEDE2000):
#   red and green of lightness 50: 0.0, 63.2, 77.2
#   red and grey of lightness 50: 0.0, 16.2, 26.1
#   greys of lightness 50 and 60: 9.2, 10.0, 9.5
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . d3-color-difference@0.1.3 d3-color@1.4.1
cat > run.cjs <<'END'
const { lab } = require("d3-color");
const { differenceCmc, differenceCie94, differenceCiede2000 } = require("d3-color-difference");
const pairs = {
  "red and green of lightness 50": [lab(50, 60, 0), lab(50, -60, 0)],
  "red and grey of lightness 50": [lab(50, 60, 0), lab(50, 0, 0)],
  "greys of lightness 50 and 60": [lab(50, 0, 0), lab(60, 0, 0)],
};
const lines = Object.entries(pairs).map(([name, [one, other]]) => {
  const formulas = [differenceCmc, differenceCie94, differenceCiede2000];
  return `${name}: ${formulas.map((difference) => difference(one, other).toFixed(1)).join(", ")}`;
});
console.log(lines.join("\n"));
const seen = [
  "red and green of lightness 50: 0.0, 63.2, 77.2",
  "red and grey of lightness 50: 0.0, 16.2, 26.1",
  "greys of lightness 50 and 60: 9.2, 10.0, 9.5",
];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
