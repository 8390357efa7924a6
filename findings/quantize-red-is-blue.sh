#!/bin/sh
# quantize 1.0.2 (npm): a palette of at most n colours for a picture, by median cut.
#
# Guess: a picture of three colours keeps them, nearly, where 256 are allowed.
# Seen: red becomes blue, and with white and black alone white becomes black: the palette has fewer colours than the
#   picture, and a lost colour is given that of another box. Palettes can hold 256 where 255 is the largest. The fork
#   @lokesh.dhakar/quantize 1.4.0 has all of these exactly.
# Output seen:
#   quantize, 256 allowed: 255,0,0 is 4,4,252; 0,255,0 is 4,252,4; 0,0,255 is 4,4,252
#   quantize, 256 allowed: 255,255,255 is 4,4,4; 0,0,0 is 4,4,4
#   @lokesh.dhakar/quantize, 256 allowed: 255,0,0 is 255,0,0; 0,255,0 is 0,255,0; 0,0,255 is 0,0,255
#   @lokesh.dhakar/quantize, 256 allowed: 255,255,255 is 255,255,255; 0,0,0 is 0,0,0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . quantize@1.0.2 @lokesh.dhakar/quantize@1.4.0
cat > run.cjs <<'END'
const pictures = [[[255, 0, 0], [0, 255, 0], [0, 0, 255]], [[255, 255, 255], [0, 0, 0]]];
const far = ["quantize", "@lokesh.dhakar/quantize"].map((name) => {
  const module_ = require(name);
  const quantize = module_.default ?? module_;
  let count = 0;
  for (const colours of pictures) {
    const map = quantize(colours, 256);
    const lines = colours.map((colour) => {
      const seen = map.map(colour);
      count += Number(colour.some((x, k) => Math.abs(x - seen[k]) > 200));
      return `${colour} is ${seen}`;
    });
    console.log(`${name}, 256 allowed: ${lines.join("; ")}`);
  }
  return count;
});
process.exit(far[0] === 2 && far[1] === 0 ? 0 : 1);
END
node run.cjs
