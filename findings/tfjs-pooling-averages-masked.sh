#!/bin/sh
# @tensorflow/tfjs 4.22.0 (npm): layers; globalAveragePooling1d after an embedding with maskZero.
#
# Guess: what is masked is left out of the mean, as in Keras, where this layer knows of masks.
# Seen: it is counted, without a word: the mean of two tokens depends on how many places are filled up behind them. The
#   recurrent layers take the same mask, so a SimpleRNN gives the same for each length.
# Output seen:
#   pooling of 1 and 3, filled up to 2, 4 and 10 places: 2, 5.5, 7.6
#   recurrent of 1 and 3, filled up to 2, 4 and 10 places: 4, 4, 4
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @tensorflow/tfjs@4.22.0
cat > run.cjs <<'END'
const tf = require("@tensorflow/tfjs");
(async () => {
  await tf.setBackend("cpu");
  const table = tf.tensor2d([[9], [1], [3]]);
  const kinds = {
    pooling: () => tf.layers.globalAveragePooling1d(),
    recurrent: () => tf.layers.simpleRNN({
      units: 1, activation: "linear", kernelInitializer: "ones", recurrentInitializer: "ones",
    }),
  };
  const results = Object.entries(kinds).map(([name, make]) => {
    const seen = [2, 4, 10].map((length) => {
      const settings = { inputDim: 3, outputDim: 1, maskZero: true, inputLength: length, weights: [table] };
      const layers = [tf.layers.embedding(settings), make()];
      const tokens = [1, 2, ...new Array(length - 2).fill(0)];
      return tf.sequential({ layers }).predict(tf.tensor2d([tokens])).dataSync()[0];
    });
    const text = seen.map((v) => Number(v.toFixed(2))).join(", ");
    console.log(`${name} of 1 and 3, filled up to 2, 4 and 10 places: ${text}`);
    return seen;
  });
  process.exit(results[0][0] === 2 && results[0][1] === 5.5 && new Set(results[1]).size === 1 ? 0 : 1);
})();
END
node run.cjs
