#!/bin/sh
# canny-edge-detector 1.0.0 (npm): edges of a picture after Canny, one pixel thick; with the option brightness, "values
#   assigned to each edge pixel".
#
# Guess: the edge between two halves of a picture is a line, whatever its direction.
# Seen: where the gradient is at 120 or 135 degrees it is a band of 14 pixels, and at 45 degrees there is none. The half
#   circle is cut into five parts in place of four, and in the fifth no pixel is compared. brightness is not read.
# Output seen:
#   0 degrees: 32 pixels of 32 x 32, 1.0 to a row
#   15 degrees: 32 pixels of 32 x 32, 1.0 to a row
#   30 degrees: 31 pixels of 32 x 32, 1.0 to a row
#   45 degrees: 0 pixels of 32 x 32, 0.0 to a row
#   60 degrees: 14 pixels of 32 x 32, 0.4 to a row
#   75 degrees: 32 pixels of 32 x 32, 1.0 to a row
#   90 degrees: 32 pixels of 32 x 32, 1.0 to a row
#   105 degrees: 32 pixels of 32 x 32, 1.0 to a row
#   120 degrees: 445 pixels of 32 x 32, 13.9 to a row
#   135 degrees: 472 pixels of 32 x 32, 14.8 to a row
#   150 degrees: 12 pixels of 32 x 32, 0.4 to a row
#   165 degrees: 23 pixels of 32 x 32, 0.7 to a row
#   with brightness 100: 255
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . canny-edge-detector@1.0.0 image-js@0.35.6
cat > run.cjs <<'END'
const { Image } = require("image-js");
const canny = require("canny-edge-detector");
const detect = canny.default ?? canny;
/** How many pixels of the middle are on the edge of a half plane whose gradient has this direction. */
function edge(degrees, options) {
  const size = 64;
  const image = new Image(size, size, { kind: "GREY" });
  const [cosine, sine] = [Math.cos, Math.sin].map((wave) => wave((degrees * Math.PI) / 180));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const distance = (x - 31.8) * cosine + (y - 31.8) * sine;
      image.setValueXY(x, y, 0, Math.round(255 / (1 + Math.exp(-distance))));
    }
  }
  const edges = detect(image, options);
  let count = 0;
  for (let y = 16; y < 48; y++) for (let x = 16; x < 48; x++) count += edges.getValueXY(x, y, 0) ? 1 : 0;
  return { count, brightest: Math.max(...edges.data) };
}
const counts = new Map();
for (let degrees = 0; degrees < 180; degrees += 15) counts.set(degrees, edge(degrees).count);
for (const [degrees, count] of counts) {
  console.log(`${degrees} degrees: ${count} pixels of 32 x 32, ${(count / 32).toFixed(1)} to a row`);
}
const { brightest } = edge(30, { brightness: 100 });
console.log(`with brightness 100: ${brightest}`);
const thick = [...counts].filter(([, count]) => count > 200).map(([degrees]) => degrees);
process.exit(thick.join() === "120,135" && counts.get(45) === 0 && brightest === 255 ? 0 : 1);
END
node run.cjs
