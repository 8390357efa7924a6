#!/bin/sh
# bit-buffer 0.3.0 (npm): a DataView "with support for bit-level reads and writes".
#
# Guess: 32 bits written after one bit are read back as written.
# Seen: from any place that is no multiple of 8 the upper bits of 32 are lost, as many as the place is beyond a byte,
#   in setUint32, setInt32 and the floats. After a flag of one bit the largest integer is halved, and negative floats
#   become positive; three bits on, 0.1 is 5e-21.
# Output seen:
#   at bit 0: ffffffff, -0.5 is -0.5, 0.1 is 0.1
#   at bit 1: 7fffffff, -0.5 is 0.5, 0.1 is 0.1
#   at bit 3: 1fffffff, -0.5 is 2.710505431213761e-20, 0.1 is 5.421010943206879e-21
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . bit-buffer@0.3.0
cat > run.cjs <<'END'
const { BitView } = require("bit-buffer");
const lines = [0, 1, 3].map((place) => {
  const view = new BitView(new ArrayBuffer(8));
  view.setUint32(place, 0xffffffff);
  const whole = view.getUint32(place).toString(16);
  const float = (x) => {
    const other = new BitView(new ArrayBuffer(8));
    other.setFloat32(place, x);
    const back = other.getFloat32(place);
    return `${x} is ${back === Math.fround(x) ? x : back}`;
  };
  return `at bit ${place}: ${whole}, ${float(-0.5)}, ${float(0.1)}`;
});
console.log(lines.join("\n"));
const seen = [
  "at bit 0: ffffffff, -0.5 is -0.5, 0.1 is 0.1",
  "at bit 1: 7fffffff, -0.5 is 0.5, 0.1 is 0.1",
  "at bit 3: 1fffffff, -0.5 is 2.710505431213761e-20, 0.1 is 5.421010943206879e-21",
];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
