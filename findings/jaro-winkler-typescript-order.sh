#!/bin/sh
# jaro-winkler-typescript 1.0.1, @skyra/jaro-winkler 1.1.1 and jaro-winkler 0.2.8 (npm): the similarity of Jaro and
#   Winkler.
#
# Guess: three packages of one measure agree, and none minds which text comes first. Letters match within half of the
#   longer text less one, so that of "21" and "1" no letter matches: the similarity is 0.
# Seen: jaro-winkler says 0, @skyra/jaro-winkler 0.83, as it does not take off the one. jaro-winkler-typescript says
#   0.83 or 0 by which comes first: it looks one further to the right than to the left. The examples of textbooks, such
#   as MARTHA, have none of this and are right everywhere. Of short answers many pairs differ.
# Output seen (typescript, skyra, jaro-winkler):
#   MARTHA MARHTA: 0.961 0.961 0.961
#   1 21: 0.833 0.833 0.000
#   21 1: 0.000 0.833 0.000
#   123 312: 0.778 0.778 0.000
#   312 123: 0.000 0.778 0.000
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . \
  jaro-winkler-typescript@1.0.1 @skyra/jaro-winkler@1.1.1 jaro-winkler@0.2.8
cat > run.cjs <<'END'
const typescript = require("jaro-winkler-typescript").jaroWinkler;
const skyra = require("@skyra/jaro-winkler").jaroWinkler;
const plain = require("jaro-winkler");
const pairs = [["MARTHA", "MARHTA"], ["1", "21"], ["21", "1"], ["123", "312"], ["312", "123"]];
const lines = pairs.map(([a, b]) => {
  const numbers = [typescript, skyra, plain].map((similarity) => similarity(a, b).toFixed(3));
  return `${a} ${b}: ${numbers.join(" ")}`;
});
console.log(lines.join("\n"));
const seen = [
  "MARTHA MARHTA: 0.961 0.961 0.961",
  "1 21: 0.833 0.833 0.000",
  "21 1: 0.000 0.833 0.000",
];
process.exit(seen.every((line, i) => lines[i] === line) ? 0 : 1);
END
node run.cjs
