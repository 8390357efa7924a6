#!/bin/sh
# @tensorflow/tfjs-layers 4.22.0 (npm): initializers of Keras' names.
#
# Guess: leCunNormal draws from a normal distribution cut at two deviations and widened so that the deviation is 1 /
#   sqrt(fan in), as in Keras; varianceScaling with distribution "truncatedNormal" says the same at length.
# Seen: leCunNormal, glorotNormal and heNormal cut without widening, so that the deviation is 12 % too small: a stack of
#   ten layers passes on 0.88^10, a quarter of the signal. varianceScaling with "truncatedNormal" is no normal
#   distribution at all but a uniform one: its largest of 160,000 numbers is sqrt(3) deviations. "normal" is the cut
#   one.
# Output seen (160,000 numbers, in units of 1 / sqrt(fan in)):
#   leCunNormal: deviation 0.88, largest 2.00
#   varianceScaling, normal: deviation 0.88, largest 2.00
#   varianceScaling, truncatedNormal: deviation 1.00, largest 1.73
#   varianceScaling, uniform: deviation 1.00, largest 1.73
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . \
  @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0 @tensorflow/tfjs-layers@4.22.0
cat > run.cjs <<'END'
const tf = require("@tensorflow/tfjs-core");
require("@tensorflow/tfjs-backend-cpu");
const { initializers } = require("@tensorflow/tfjs-layers");
const scaling = (distribution) => initializers.varianceScaling({ seed: 3, scale: 1, mode: "fanIn", distribution });
(async () => {
  await tf.setBackend("cpu");
  await tf.ready();
  const n = 400;
  const lines = Object.entries({
    leCunNormal: initializers.leCunNormal({ seed: 3 }),
    "varianceScaling, normal": scaling("normal"),
    "varianceScaling, truncatedNormal": scaling("truncatedNormal"),
    "varianceScaling, uniform": scaling("uniform"),
  }).map(([name, initializer]) => {
    const weights = initializer.apply([n, n]).dataSync();
    const deviation = Math.sqrt(weights.reduce((sum, w) => sum + w * w, 0) / weights.length) * Math.sqrt(n);
    const largest = weights.reduce((most, w) => Math.max(most, Math.abs(w)), 0) * Math.sqrt(n);
    return `${name}: deviation ${deviation.toFixed(2)}, largest ${largest.toFixed(2)}`;
  });
  console.log(lines.join("\n"));
  const seen = [
    "leCunNormal: deviation 0.88, largest 2.00",
    "varianceScaling, normal: deviation 0.88, largest 2.00",
    "varianceScaling, truncatedNormal: deviation 1.00, largest 1.73",
    "varianceScaling, uniform: deviation 1.00, largest 1.73",
  ];
  process.exit(lines.join() === seen.join() ? 0 : 1);
})();
END
node run.cjs
