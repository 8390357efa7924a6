#!/bin/sh
# image-q 4.0.0 (npm): pictures with fewer colours.
#
# Guess: applyPalette returns a new picture, and leaves the one it is given as it is.
# Seen: it overwrites it, and returns the same object. Whoever tries several palettes on one picture tries each but the
#   first on the leavings of the one before, and the error against the "original" is 0. The bytes that the picture was
#   made of stay as they are.
# Output seen, of a ramp of 16 greys:
#   two colours: result is the picture given: true, greys in the picture before 16, after 2
#   a palette of all 16 greys applied then: 2 greys, to a fresh picture: 16 greys
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . image-q@4.0.0
cat > run.cjs <<'END'
const { utils, buildPaletteSync, applyPaletteSync } = require("image-q");
const bytes = Uint8Array.from({ length: 64 }, (_, i) => (i % 4 === 3 ? 255 : 17 * (i >> 2)));
const picture = () => utils.PointContainer.fromUint8Array(bytes, 4, 4);
const greys = (container) => new Set(container.toUint8Array().filter((_, i) => i % 4 === 0)).size;
const build = (colors) => buildPaletteSync([picture()], { colors, paletteQuantization: "wuquant" });
const apply = (container, palette) => applyPaletteSync(container, palette, { imageQuantization: "nearest" });
const given = picture();
const before = greys(given);
const result = apply(given, build(2));
const after = greys(given);
const same = result === given;
console.log(`two colours: result is the picture given: ${same}, greys in the picture before ${before}, after ${after}`);
const all = build(16);
const again = greys(apply(given, all));
const fresh = greys(apply(picture(), all));
console.log(`a palette of all 16 greys applied then: ${again} greys, to a fresh picture: ${fresh} greys`);
process.exit(before === 16 && after === 2 && again === 2 && fresh > 2 ? 0 : 1);
END
node run.cjs
