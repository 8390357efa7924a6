#!/bin/sh
# @tensorflow/tfjs 4.22.0 (npm): layers.resizing, with cropToAspectRatio, "whether to keep image aspect ratio".
#
# Guess: with it a picture of 4 by 8 that is made 4 by 4 is cut on both sides, as in Keras, and the middle is as it was.
# Seen: nothing is cut: every second column is taken. The setting turns off the alignment of the corners and nothing
#   else, so the picture is squeezed as without it, by other columns.
# Output seen:
#   columns 0 to 7 made four: 0 2.33 4.67 7; with cropToAspectRatio 0 2 4 6; the middle 2 3 4 5
#   image.resizeBilinear without aligned corners: 0 2 4 6
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @tensorflow/tfjs@4.22.0
cat > run.cjs <<'END'
const tf = require("@tensorflow/tfjs");
(async () => {
  await tf.setBackend("cpu");
  const picture = tf.tensor4d(Array.from({ length: 32 }, (_, i) => i % 8), [1, 4, 8, 1]);
  const row = (settings) => {
    const layer = tf.layers.resizing({ height: 4, width: 4, ...settings });
    return Array.from(layer.apply(picture).dataSync().slice(0, 4), (v) => Number(v.toFixed(2))).join(" ");
  };
  const [kept, squeezed] = [row({ cropToAspectRatio: true }), row({})];
  const middle = Array.from(tf.slice(picture, [0, 0, 2, 0], [1, 4, 4, 1]).dataSync().slice(0, 4)).join(" ");
  const plain = tf.image.resizeBilinear(picture, [4, 4], false).dataSync().slice(0, 4);
  console.log(`columns 0 to 7 made four: ${squeezed}; with cropToAspectRatio ${kept}; the middle ${middle}`);
  console.log(`image.resizeBilinear without aligned corners: ${Array.from(plain).join(" ")}`);
  process.exit(kept === "0 2 4 6" && kept === Array.from(plain).join(" ") && middle === "2 3 4 5" ? 0 : 1);
})();
END
node run.cjs
