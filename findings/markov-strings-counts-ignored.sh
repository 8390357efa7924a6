#!/bin/sh
# markov-strings 3.0.4 (npm): a Markov chain of texts; adding the same data again "will skew the random generation".
#
# Guess: what followed a word in 99 of 100 texts follows it in 99 % of the texts that are made.
# Seen: it follows in half of them. Each continuation is kept once, with its sources, and all different ones have the
#   same chance, the beginnings too. So nothing is skewed by data that comes again.
# Output seen:
#   99 to 1: left in 50.4 % of the texts, in 99 % of the data
#   50 to 50: left in 49.4 % of the texts, in 50 % of the data
#   1 to 99: left in 49.5 % of the texts, in 1 % of the data
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . markov-strings@3.0.4
cat > run.cjs <<'END'
const { default: Markov } = require("markov-strings");
let state = 7;
const prng = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
};
/** Of 4000 texts of the chain the share that goes left. */
function share(name, lefts, rights) {
  const markov = new Markov({ stateSize: 1 });
  markov.addData([...Array(lefts).fill("go left"), ...Array(rights).fill("go right")]);
  let count = 0;
  for (let i = 0; i < 4000; i++) count += markov.generate({ prng }).string === "go left" ? 1 : 0;
  console.log(`${name}: left in ${(count / 40).toFixed(1)} % of the texts, in ${lefts} % of the data`);
  return count / 4000;
}
const shares = [share("99 to 1", 99, 1), share("50 to 50", 50, 50), share("1 to 99", 1, 99)];
process.exit(shares.every((part) => Math.abs(part - 0.5) < 0.05) ? 0 : 1);
END
node run.cjs
