#!/bin/sh
# ml-fnn 5.0.0 (npm): feedforward networks; options.activation is one of fourteen, 'tanh' by default.
#
# Guess: activation: "relu" makes a network with relu, and an unknown name is refused.
# Seen: it is tanh, whatever is asked for. The name is looked up among the indices of a list of names, where none is
#   found, and what is not found becomes 'tanh' without a word. Networks compared by their activation are all one.
# Output seen:
#   asked for tanh identity logistic relu softplus gaussian: got tanh tanh tanh tanh tanh tanh
#   trained from the same draws, networks that differ from that of tanh: 0 of 5
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ml-fnn@5.0.0
cat > run.cjs <<'END'
const library = require("ml-fnn");
const FeedForward = library.default ?? library;
const names = ["tanh", "identity", "logistic", "relu", "softplus", "gaussian"];
function train(activation) {
  let state = 1;
  Math.random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const network = new FeedForward({ hiddenLayers: [4], iterations: 50, learningRate: 0.1, activation });
  const inputs = [[0, 0], [0, 1], [1, 0], [1, 1]];
  network.train(inputs, [[1, 0], [0, 1], [0, 1], [1, 0]]);
  const model = network.toJSON();
  return [model.activation, JSON.stringify(model.layers)];
}
const seen = names.map(train);
const got = seen.map(([name]) => name).join(" ");
console.log(`asked for ${names.join(" ")}: got ${got}`);
const other = seen.slice(1).filter(([, layers]) => layers !== seen[0][1]).length;
const of = `${other} of ${names.length - 1}`;
console.log(`trained from the same draws, networks that differ from that of tanh: ${of}`);
process.exit(got === names.map(() => "tanh").join(" ") && other === 0 && seen[0][1].length > 100 ? 0 : 1);
END
node run.cjs
