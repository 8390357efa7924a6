#!/bin/sh
# neataptic 1.4.7 (npm): networks with activations that give their derivative too.
#
# Guess: softsign, x / (1 + |x|), always rises, so that its derivative is never negative.
# Seen: what comes is x / (1 + |x|)^2, with an x where a 1 belongs: 0 at 0, where it is steepest, and negative for all
#   negative numbers. A node of it with a negative sum learns away from the goal, one near 0 nothing. The other smooth
#   activations are right.
# Output seen:
#   softsign at -2 -0.5 0 0.5 2: -0.2222 -0.2222 0.0000 0.2222 0.2222, should be 0.1111 0.4444 1.0000 0.4444 0.1111
#   a node with bias -1 is to go from -0.5 to 0: after one step -0.5133
#   the same with tanh, from -0.7616 to 0: after one step -0.7096
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . neataptic@1.4.7
cat > run.cjs <<'END'
const { Network, methods } = require("neataptic");
const { SOFTSIGN, TANH } = methods.activation;
const values = [-2, -0.5, 0, 0.5, 2];
const slope = (f, x) => (f(x + 1e-6, false) - f(x - 1e-6, false)) / 2e-6;
const seen = values.map((x) => SOFTSIGN(x, true).toFixed(4)).join(" ");
const right = values.map((x) => slope(SOFTSIGN, x).toFixed(4)).join(" ");
console.log(`softsign at ${values.join(" ")}: ${seen}, should be ${right}`);
/** A hidden node of bias -1 without input, and one step towards 0 of what the output takes from it. */
function step(squash) {
  const network = new Network(1, 1);
  network.mutate(methods.mutation.ADD_NODE);
  const hidden = network.nodes.find((node) => node.type === "hidden");
  const output = network.nodes.find((node) => node.type === "output");
  Object.assign(hidden, { squash, bias: -1 });
  Object.assign(output, { squash: methods.activation.IDENTITY, bias: 0 });
  network.connections.forEach((connection) => (connection.weight = connection.from === hidden ? 1 : 0));
  network.activate([0], true);
  const before = hidden.activation;
  network.propagate(0.5, 0, true, [0]);
  network.activate([0]);
  return [before, hidden.activation];
}
const [softsign, tanh] = [step(SOFTSIGN), step(TANH)];
const text = ([before, after]) => `from ${Number(before.toFixed(4))} to 0: after one step ${after.toFixed(4)}`;
console.log(`a node with bias -1 is to go ${text(softsign)}`);
console.log(`the same with tanh, ${text(tanh)}`);
process.exit(seen !== right && softsign[1] < softsign[0] && tanh[1] > tanh[0] ? 0 : 1);
END
node run.cjs
