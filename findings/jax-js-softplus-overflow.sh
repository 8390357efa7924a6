#!/bin/sh
# @jax-js/jax 0.1.25 (npm): nn.softplus and nn.logSigmoid, the two under a binary cross-entropy of logits.
#
# Guess: these functions exist so that large logits do no harm: softplus(100) is 100, logSigmoid(-100) is -100, as in
#   JAX. One number tried by hand shows it.
# Seen: the one number is right, in an array of two the same number is infinite, and its gradient NaN instead of 1. One
#   confident and wrong halting logit in a batch turns the loss to infinity and the weights to NaN, while the batch of
#   one in the test passes. logaddexp(x, 0) of the same package is right for both.
# Output seen:
#   softplus of 100 alone: 100; of 100 and 0: Infinity,0.6931471824645996, gradient NaN,0.5
#   logSigmoid of -100 alone: -100; of -100 and 0: -Infinity,-0.6931471824645996
#   logaddexp(x, 0) of 100 and 0: 100,0.6931471824645996
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @jax-js/jax@0.1.25
cat > run.mjs <<'END'
import { init, defaultDevice, grad, nn, numpy as np } from "@jax-js/jax";
await init("wasm");
defaultDevice("wasm");
const plus = (...x) => nn.softplus(np.array(x)).js().join();
const log = (...x) => nn.logSigmoid(np.array(x)).js().join();
const slope = grad((x) => np.sum(nn.softplus(x)))(np.array([100, 0])).js().join();
const lines = [
  `softplus of 100 alone: ${plus(100)}; of 100 and 0: ${plus(100, 0)}, gradient ${slope}`,
  `logSigmoid of -100 alone: ${log(-100)}; of -100 and 0: ${log(-100, 0)}`,
  `logaddexp(x, 0) of 100 and 0: ${np.logaddexp(np.array([100, 0]), np.array(0)).js().join()}`,
];
console.log(lines.join("\n"));
const seen = [
  "softplus of 100 alone: 100; of 100 and 0: Infinity,0.6931471824645996, gradient NaN,0.5",
  "logSigmoid of -100 alone: -100; of -100 and 0: -Infinity,-0.6931471824645996",
  "logaddexp(x, 0) of 100 and 0: 100,0.6931471824645996",
];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.mjs
