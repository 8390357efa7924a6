#!/bin/sh
# js-pytorch 0.7.2 (npm), "deep learning library built from scratch on JavaScript": the gradient of pow.
#
# Guess: of x^n it is n x^(n - 1).
# Seen: whatever n is, it is 2 x. Where n is 2, as in the library's own mean squared error, it is right, so tests of that pass.
# Output seen:
#   x^1 at 2 and -1.5: 2, -1.5; gradient 4, -3, right 1, 1
#   x^2 at 2 and -1.5: 4, 2.25; gradient 4, -3, right 4, -3
#   x^3 at 2 and -1.5: 8, -3.375; gradient 4, -3, right 12, 6.75
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . js-pytorch@0.7.2
cat > run.cjs <<'END'
const { torch } = require("js-pytorch");
const lines = [];
for (const n of [1, 2, 3]) {
  const x = torch.tensor([2, -1.5], true);
  const y = torch.pow(x, n);
  y.backward(torch.ones([2]));
  lines.push(`x^${n} at 2 and -1.5: ${y.data.join(", ")}; gradient ${x.grad.join(", ")}, right ${[2, -1.5].map((v) => n * v ** (n - 1)).join(", ")}`);
}
console.log(lines.join("\n"));
const seen = [
  "x^1 at 2 and -1.5: 2, -1.5; gradient 4, -3, right 1, 1",
  "x^2 at 2 and -1.5: 4, 2.25; gradient 4, -3, right 4, -3",
  "x^3 at 2 and -1.5: 8, -3.375; gradient 4, -3, right 12, 6.75",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
