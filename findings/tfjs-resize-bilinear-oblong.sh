#!/bin/sh
# @tensorflow/tfjs 4.22.0 (npm): the gradient of resizeBilinear for a picture that is not square, on the cpu back end.
#
# Guess: the gradient has the shape of the picture, and its sum is the number of cells that the result has.
# Seen: for 2 x 2 it has. For 2 x 3 it has the shape 3 x 2, and the library refuses its own gradient; the result itself
#   is right. resizeNearestNeighbor can be trained with either. Who tries it on square pictures learns of it from the
#   first oblong one.
# Output seen:
#   resizeBilinear of 2 x 2 to 4 x 4: gradient of 1 x 2 x 2 x 1, sum 16
#   resizeBilinear of 2 x 3 to 4 x 6: refused, has shape 1 x 3 x 2 x 1
#   resizeNearestNeighbor of 2 x 2 to 4 x 4: gradient of 1 x 2 x 2 x 1, sum 16
#   resizeNearestNeighbor of 2 x 3 to 4 x 6: gradient of 1 x 2 x 3 x 1, sum 24
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @tensorflow/tfjs@4.22.0
cat > run.cjs <<'END'
const tf = require("@tensorflow/tfjs");
const lines = [];
(async () => {
  await tf.setBackend("cpu");
  await tf.ready();
  for (const name of ["resizeBilinear", "resizeNearestNeighbor"]) {
    for (const width of [2, 3]) {
      const picture = tf.ones([1, 2, width, 1]);
      const resized = (x) => tf.image[name](x, [4, 2 * width]);
      let result;
      try {
        const gradient = tf.grad((x) => tf.sum(resized(x)))(picture);
        result = `gradient of ${gradient.shape.join(" x ")}, sum ${tf.sum(gradient).dataSync()[0]}`;
      } catch (error) {
        const shape = String(error.message).match(/has shape '([\d,]+)'/)?.[1];
        result = `refused, has shape ${shape?.replaceAll(",", " x ")}`;
      }
      lines.push(`${name} of 2 x ${width} to ${resized(picture).shape.slice(1, 3).join(" x ")}: ${result}`);
    }
  }
  console.log(lines.join("\n"));
  const seen = [
    "resizeBilinear of 2 x 2 to 4 x 4: gradient of 1 x 2 x 2 x 1, sum 16",
    "resizeBilinear of 2 x 3 to 4 x 6: refused, has shape 1 x 3 x 2 x 1",
    "resizeNearestNeighbor of 2 x 2 to 4 x 4: gradient of 1 x 2 x 2 x 1, sum 16",
    "resizeNearestNeighbor of 2 x 3 to 4 x 6: gradient of 1 x 2 x 3 x 1, sum 24",
  ];
  process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
})();
END
node run.cjs
