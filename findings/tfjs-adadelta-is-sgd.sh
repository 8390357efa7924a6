#!/bin/sh
# @tensorflow/tfjs 4.22.0 (npm): tf.train.adadelta.
#
# Guess: Adadelta scales each step by its own history, so that the size of the loss does not matter and its first steps
#   are tiny; with a thousand times the loss the way is about the same.
# Seen: it is plain gradient descent, whatever rho is: the two histories it keeps stay equal, so their ratio is 1 in
#   every step. Rates and schedules taken over from Adadelta elsewhere mean something else, and a change of the loss by
#   a factor changes the training by it.
# Output seen (x after 30 steps from 1, rate 0.0001):
#   loss x^2: adadelta 0.994017, sgd 0.994017, by the paper 0.999996
#   loss 1000 x^2: adadelta 0.001238, sgd 0.001238, by the paper 0.999996
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @tensorflow/tfjs@4.22.0
cat > run.cjs <<'END'
const tf = require("@tensorflow/tfjs");
const rate = 0.0001;
const steps = 30;
function library(optimizer, scale) {
  const x = tf.variable(tf.scalar(1));
  for (let step = 0; step < steps; step++) optimizer.minimize(() => tf.mul(tf.square(x), scale));
  return x.dataSync()[0].toFixed(6);
}
// Zeiler 2012, algorithm 1, with the library's default rho and epsilon.
function paper(scale, rho = 0.95, epsilon = 1e-7) {
  let [x, gradients, updates] = [1, 0, 0];
  for (let step = 0; step < steps; step++) {
    const gradient = 2 * x * scale;
    gradients = rho * gradients + (1 - rho) * gradient ** 2;
    const update = (Math.sqrt(updates + epsilon) / Math.sqrt(gradients + epsilon)) * gradient;
    updates = rho * updates + (1 - rho) * update ** 2;
    x -= rate * update;
  }
  return x.toFixed(6);
}
(async () => {
  await tf.setBackend("cpu");
  await tf.ready();
  let same = true;
  for (const scale of [1, 1000]) {
    const [adadelta, sgd] = [library(tf.train.adadelta(rate), scale), library(tf.train.sgd(rate), scale)];
    const name = scale === 1 ? "x^2" : `${scale} x^2`;
    console.log(`loss ${name}: adadelta ${adadelta}, sgd ${sgd}, by the paper ${paper(scale)}`);
    if (adadelta !== sgd || Math.abs(adadelta - paper(scale)) < 1e-3) same = false;
  }
  process.exit(same ? 0 : 1);
})();
END
node run.cjs
