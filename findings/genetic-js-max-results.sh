#!/bin/sh
# genetic-js 0.1.14 (npm): a genetic algorithm; maxResults is "the maximum number of best-fit results" that a
#   notification has, 100 by default, and stats has the maximum and the minimum of the fitness.
#
# Guess: with maxResults 3 the notification has three individuals, and the maximum is not below the minimum.
# Seen: all 250 are sent, as the option is looked for in another object. Where the fitness is minimized, the maximum of
#   the statistics is the smallest fitness and the minimum the largest.
# Output seen:
#   maxResults 3: 250 individuals are sent
#   maximum is the smallest fitness: true
#   minimum is the largest fitness: true
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . genetic-js@0.1.14
cat > run.cjs <<'END'
const Genetic = require("genetic-js");
const genetic = Genetic.create();
genetic.optimize = Genetic.Optimize.Minimize;
genetic.select1 = Genetic.Select1.Tournament2;
genetic.seed = () => Math.random() * 100;
genetic.fitness = (number) => number;
genetic.notification = (population, generation, stats) => {
  const sizes = population.map(({ fitness }) => fitness);
  const smallest = Math.min(...sizes);
  const largest = Math.max(...sizes);
  console.log(`maxResults 3: ${population.length} individuals are sent`);
  console.log(`maximum is the smallest fitness: ${stats.maximum === smallest && smallest < largest}`);
  console.log(`minimum is the largest fitness: ${stats.minimum === largest && smallest < largest}`);
  const swapped = stats.maximum === smallest && stats.minimum === largest && smallest < largest;
  process.exit(population.length === 250 && swapped ? 0 : 1);
};
genetic.evolve({ iterations: 1, maxResults: 3, webWorkers: false });
process.exit(1);
END
node run.cjs
