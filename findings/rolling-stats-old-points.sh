#!/bin/sh
# rolling-stats 0.2.1 (npm): mean and the like of the points of the last so many milliseconds.
#
# Guess: points older than the duration count no more; allmin is the smallest point since the start.
# Seen: of the points that got too old at once half stay, as the loop that drops them compares a growing counter with the
#   shrinking number of points. After eight points of 100 and a silence of ten durations the mean is 82.5 where it should
#   be 30. allmin begins at 0, so that it is 0 for losses or times, which are all above.
# Output seen:
#   8 points of 100, 1000 ms later 1 point of 30, duration 100 ms: count 4, mean 82.5, should be 1 and 30
#   the same asked again: count 2, then 1, then 1
#   allmin 0, should be 30
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . rolling-stats@0.2.1
cat > run.cjs <<'END'
const module_ = require("rolling-stats");
const RollingStats = module_.RollingStats ?? module_.default ?? module_;
let now = 0;
const points = [...Array.from({ length: 8 }, () => [0, 100]), [1000, 30]];
const stats = RollingStats(100, 100, () => now);
for (const [time, value] of points) {
  now = time;
  stats.point(value);
}
const right = points.filter(([time]) => time > now - 100).map(([, value]) => value);
const seen = stats.calculate();
const again = [1, 2, 3].map(() => stats.calculate().count);
const mean = right.reduce((sum, x) => sum + x, 0) / right.length;
const least = Math.min(...points.map(([, value]) => value));
console.log(`8 points of 100, 1000 ms later 1 point of 30, duration 100 ms: count ${seen.count}, mean ${seen.mean}, should be ${right.length} and ${mean}`);
console.log(`the same asked again: count ${again.join(", then ")}`);
console.log(`allmin ${seen.allmin}, should be ${least}`);
process.exit(seen.count > right.length && seen.mean > mean && seen.allmin === 0 ? 0 : 1);
END
node run.cjs
