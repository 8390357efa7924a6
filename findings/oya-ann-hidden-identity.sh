#!/bin/sh
# oya-ann 0.6.0 (npm): neural networks that are trained on formulas.
#
# Guess: a layer without an activation, which is the default of Layer, may stand before another layer: the second one
#   multiplies all of its output.
# Seen: a layer is the text of a sum, and the next one puts its weight and a times sign before it, without brackets. So
#   the weight goes to the first term alone, the offset; what the first layer makes of its input is added as it is.
#   Behind a logistic or a softmax layer all is well, as their texts are of one piece.
# Output seen, for the input 3 (first layer 1 + 2 x, second layer 10 + 100 y):
#   two layers: 116
#   by hand: 710
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . oya-ann@0.6.0
cat > run.cjs <<'END'
const { Layer, Sequential } = require("oya-ann");
const network = new Sequential(1, [new Layer(1, { id: 0 }), new Layer(1, { id: 1 })]);
network.initialize({ w0b0: 1, w0r0c0: 2, w1b0: 10, w1r0c0: 100 });
network.compile();
const lines = [`two layers: ${network.activate([3])[0]}`, `by hand: ${10 + 100 * (1 + 2 * 3)}`];
console.log(lines.join("\n"));
process.exit(lines.join() === "two layers: 116,by hand: 710" ? 0 : 1);
END
node run.cjs
