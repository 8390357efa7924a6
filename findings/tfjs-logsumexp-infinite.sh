#!/bin/sh
# @tensorflow/tfjs 4.22.0 (npm): logSumExp, the logarithm of a sum of exponentials, without overflow.
#
# Guess: where all is masked with minus infinity the sum is 0 and its logarithm minus infinity, as in TensorFlow,
#   PyTorch and SciPy; with one plus infinity it is plus infinity.
# Seen: both are NaN: the largest number is taken away from all, infinity from infinity. The formula as it is written,
#   with exp, sum and log, has both right.
# Output seen:
#   -Infinity, -Infinity: NaN, as written -Infinity
#   Infinity, 1: NaN, as written Infinity
#   -Infinity, 1: 1, as written 1
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @tensorflow/tfjs@4.22.0
cat > run.cjs <<'END'
const tf = require("@tensorflow/tfjs");
(async () => {
  await tf.setBackend("cpu");
  const lists = [[-Infinity, -Infinity], [Infinity, 1], [-Infinity, 1]];
  const lines = [];
  const seen = lists.map((list) => {
    const x = tf.tensor1d(list);
    const [got] = tf.logSumExp(x).dataSync();
    const [written] = tf.log(tf.sum(tf.exp(x))).dataSync();
    lines.push(`${list.join(", ")}: ${got}, as written ${Number(written.toFixed(6))}`);
    return [got, written];
  });
  console.log(lines.join("\n"));
  const right = seen[0][1] === -Infinity && seen[1][1] === Infinity && seen[2][0] === 1;
  process.exit(right && Number.isNaN(seen[0][0]) && Number.isNaN(seen[1][0]) ? 0 : 1);
})();
END
node run.cjs
