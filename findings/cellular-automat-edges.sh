#!/bin/sh
# cellular-automat 1.0.0 (npm): cellular automata, as the game of life, on an endless universe or one with edges.
#
# Guess: with edges (endless false) a cell inside has eight neighbours, one in a corner three.
# Seen: the question whether a neighbour is inside is asked with the step to it, from -1 to 1, in place of its position,
#   and 0 does not count as inside. The step (1, 1) alone is left, so each cell has one neighbour, the one below to the
#   right, and that one even round the edge. No cell of a life ever has two neighbours, so all is dead after one step.
#   A universe that comes out of toObject goes back into fromObject as an endless one.
# Output seen, of 5 x 5 cells:
#   endless: 8 neighbours of the middle, 8 of the last corner; blinker after a step: 3 cells
#   with edges: 1 neighbours of the middle, 1 of the last corner; blinker after a step: 0 cells
#   neighbour of the last corner 4, 4: 0, 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . cellular-automat@1.0.0
cat > run.cjs <<'END'
const { EEFFRule, EvolutionAlgorithm, Universe } = require("cellular-automat");
function line(name, endless) {
  const universe = new Universe(5, 5, endless);
  for (const x of [1, 2, 3]) universe.getCell(x, 2).enterValue(1).apply();
  new EvolutionAlgorithm(universe, new EEFFRule(2, 3, 3, 3)).iterate();
  const [middle, corner] = [2, 4].map((place) => universe.getCell(place, place).getNeighbours().length);
  return `${name}: ${middle} neighbours of the middle, ${corner} of the last corner; ` +
    `blinker after a step: ${universe.getValue()} cells`;
}
const [next] = new Universe(5, 5, false).getCell(4, 4).getNeighbours();
const lines = [
  line("endless", true),
  line("with edges", false),
  `neighbour of the last corner 4, 4: ${next.getX()}, ${next.getY()}`,
];
console.log(lines.join("\n"));
const seen = [
  "endless: 8 neighbours of the middle, 8 of the last corner; blinker after a step: 3 cells",
  "with edges: 1 neighbours of the middle, 1 of the last corner; blinker after a step: 0 cells",
  "neighbour of the last corner 4, 4: 0, 0",
];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
