#!/bin/sh
# ml-som 0.0.6 (npm): self-organizing maps of x times y nodes; fields is a number or "a map of field descriptions".
#
# Guess: a map may be longer than wide, and fields may be given as in the README, { r: [0, 255], ... }.
# Seen: a map of 10 x 3 throws while it is trained, with torus and without. The radius is half of the longer side, and
#   reaches over the shorter one more than once. The map of fields of the README throws "Invalid fields definition".
# Output seen:
#   10 x 10: trained
#   10 x 3, torus true: throws "Cannot read properties of undefined (reading 'x')"
#   10 x 3, torus false: throws "Cannot read properties of undefined (reading 'x')"
#   3 x 10, torus true: throws "Cannot read properties of undefined (reading '9')"
#   fields of the README: throws "Invalid fields definition"
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ml-som@0.0.6
cat > run.cjs <<'END'
const SOM = require("ml-som");
let state = 7;
const randomizer = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
};
const colours = [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]];
/** "trained", or what is thrown. */
function tried(name, make) {
  let result = "trained";
  try {
    make();
  } catch (error) {
    result = `throws "${error.message}"`;
  }
  console.log(`${name}: ${result}`);
  return result;
}
const train = (x, y, torus) => () => new SOM(x, y, { fields: 3, torus, iterations: 20, randomizer }).train(colours);
const square = tried("10 x 10", train(10, 10, true));
const oblong = [true, false].map((torus) => tried(`10 x 3, torus ${torus}`, train(10, 3, torus)));
const long = tried("3 x 10, torus true", train(3, 10, true));
const rgb = { r: [0, 255], g: [0, 255], b: [0, 255] };
const fields = tried("fields of the README", () => new SOM(20, 20, { fields: rgb }));
const thrown = [...oblong, long, fields].filter((result) => result.startsWith("throws"));
process.exit(square === "trained" && thrown.length === 4 ? 0 : 1);
END
node run.cjs
