#!/bin/sh
# mann-whitney-utest 1.0.5 (npm) and @tainakanchu/mann-whitney-utest 1.1.0, made from it: the rank test of Mann and
#   Whitney; significant(u, samples) says whether two samples differ.
#
# Guess: significant() means less than 5 % by chance: never for one number against one, surely for two hundred numbers
#   that half of their range parts from two hundred others.
# Seen: it is the other way round. U, a count of pairs, is compared with the z-score of that same U: "significant" is
#   U < z. 1 against 2 has U = 0 and z = 1, and is significant. 200 against 200 with U = 5050 of 40000 pairs has
#   z = 12.9, and is not. Nets are found to differ after one puzzle each, and not after many.
# Output seen, of either package:
#   1 against 2: U 0, z 1.00, significant true
#   200 against 200: U 5050, z 12.93, significant false
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . \
  mann-whitney-utest@1.0.5 @tainakanchu/mann-whitney-utest@1.1.0
cat > run.cjs <<'END'
const packages = [require("mann-whitney-utest"), require("@tainakanchu/mann-whitney-utest")];
const low = Array.from({ length: 200 }, (_, i) => i);
const high = low.map((number) => number + 100 - 0.5);
const results = packages.map(({ test, criticalValue, significant }) =>
  [[[1], [2]], [low, high]].map((samples) => {
    const u = test(samples);
    const z = criticalValue(u, samples);
    return [samples[0].length, samples[1].length, Math.min(...u), z.toFixed(2), significant(u, samples)];
  }),
);
const [[one, many]] = results;
console.log(`1 against 2: U ${one[2]}, z ${one[3]}, significant ${one[4]}`);
console.log(`200 against 200: U ${many[2]}, z ${many[3]}, significant ${many[4]}`);
const both = results.every(([few, more]) => few[4] === true && more[4] === false && Number(more[3]) > 8);
process.exit(both ? 0 : 1);
END
node run.cjs
