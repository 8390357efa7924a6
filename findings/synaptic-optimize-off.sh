#!/bin/sh
# synaptic 1.1.4 (npm): small neural networks.
#
# Guess: setOptimize(false) changes how a network is computed, not what comes out.
# Seen: once the network has been used, switching its optimization off sets the gain of every connection to 0, in the
#   copy back from the compiled form: the answer is that of the biases, the same for every input. A copy through JSON
#   of the same network is right.
# Output seen, XOR after training:
#   optimized: 0 1 1 0
#   a copy through JSON, not optimized: 0 1 1 0
#   optimization off: one answer for all four, gains 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . synaptic@1.1.4
cat > run.cjs <<'END'
const { Architect, Network } = require("synaptic");
const cases = [[0, 0], [0, 1], [1, 0], [1, 1]];
/** A network that has learnt XOR; which weights it begins with is a matter of chance. */
function trained() {
  for (;;) {
    const network = new Architect.Perceptron(2, 4, 1);
    for (let i = 0; i < 10000; i++) {
      for (const [a, b] of cases) {
        network.activate([a, b]);
        network.propagate(0.3, [a ^ b]);
      }
    }
    if (cases.every(([a, b]) => Math.abs(network.activate([a, b])[0] - (a ^ b)) < 0.1)) return network;
  }
}
const network = trained();
const answers = (of) => cases.map((input) => of.activate(input)[0]);
const rounded = (of) => answers(of).map((x) => Math.round(x)).join(" ");
const optimized = rounded(network);
console.log(`optimized: ${optimized}`);
const copy = Network.fromJSON(network.toJSON());
copy.setOptimize(false);
const copied = rounded(copy);
console.log(`a copy through JSON, not optimized: ${copied}`);
network.setOptimize(false);
const off = new Set(answers(network)).size;
const gains = new Set(network.layers.input.list.flatMap((neuron) =>
  Object.values(neuron.connections.projected).map((connection) => connection.gain)));
const said = off === 1 ? "one answer" : `${off} answers`;
console.log(`optimization off: ${said} for all four, gains ${[...gains].join(" ")}`);
process.exit(optimized === "0 1 1 0" && copied === optimized && off === 1 && gains.size === 1 && gains.has(0) ? 0 : 1);
END
node run.cjs
