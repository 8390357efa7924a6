#!/bin/sh
# color-map 2.2.0 (npm): createColorsFromMap, shades of a colour map given by its stops.
#
# Guess: a stop that lies on the line between its neighbours changes nothing, and equal steps of the value are equal
#   steps of the colour.
# Seen: each stretch has both of its ends, so that every inner stop comes twice and the steps beside it are larger: a
#   grey ramp of 9 with five stops has 6 different greys, and the middle of the values is not the middle of the map.
# Output seen, of red:
#   2 stops: 0 25 50 75 100 125 150 175 200
#   5 stops: 0 50 50 75 100 100 150 150 200
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . color-map@2.2.0
cat > run.cjs <<'END'
const { createColorsFromMap } = require("color-map");
const ramp = (stops) =>
  Array.from({ length: stops }, (_, i) => i / (stops - 1)).map((index) => ({ index, rgb: [200 * index, 200 * index, 200 * index] }));
const reds = (stops) => createColorsFromMap(ramp(stops), 9).map(([red]) => red).join(" ");
const right = Array.from({ length: 9 }, (_, i) => (200 * i) / 8).join(" ");
const [two, five] = [reds(2), reds(5)];
console.log(`2 stops: ${two}`);
console.log(`5 stops: ${five}`);
process.exit(two === right && new Set(five.split(" ")).size < 9 ? 0 : 1);
END
node run.cjs
