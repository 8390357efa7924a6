#!/bin/sh
# oya-ann 0.6.0 (npm): neural networks; training ends when the mean squared error is below maxMSE.
#
# Guess: the error of a network of several outputs is taken over all of them.
# Seen: the first output alone is compared with its target. A network that is 100 off in its second output has the error
#   0, so that training for a small error may end before the other outputs are learnt.
# Output seen (both outputs are 3):
#   targets 103 and 3: 10000
#   targets 3 and 103: 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . oya-ann@0.6.0
cat > run.cjs <<'END'
const { Example, Layer, Sequential } = require("oya-ann");
const network = new Sequential(1, [new Layer(2, { id: 0 })]);
network.initialize({ w0b0: 0, w0r0c0: 1, w0b1: 0, w0r1c0: 1 });
network.compile();
const lines = [[103, 3], [3, 103]].map((targets) => {
  return `targets ${targets.join(" and ")}: ${network.mse([new Example([3], targets)])}`;
});
console.log(lines.join("\n"));
process.exit(lines.join() === "targets 103 and 3: 10000,targets 3 and 103: 0" ? 0 : 1);
END
node run.cjs
