#!/bin/sh
# sphere-knn 1.4.0 (npm): the points of the earth nearest to one, up to a distance in metres (by default any).
#
# Guess: the larger the distance allowed, the more points are found, and from half the girth (20015 km) on all.
# Seen: beyond that they become fewer again, and within 40000 km there is none. The distance becomes a chord by a
#   sine, which falls again from there on.
# Output seen:
#   within 5000 km: 140 of 684 points, right are 140
#   within 10000 km: 342 of 684 points, right are 342
#   within 20000 km: 684 of 684 points, right are 684
#   within 25000 km: 544 of 684 points, right are 684
#   within 30000 km: 343 of 684 points, right are 684
#   within 40000 km: 0 of 684 points, right are 684
#   without a limit: 684
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . sphere-knn@1.4.0
cat > run.cjs <<'END'
const sphereKnn = require("sphere-knn");
const points = [];
for (let lat = -90; lat <= 90; lat += 10) for (let lon = -180; lon < 180; lon += 10) points.push([lat, lon]);
const lookup = sphereKnn(points);
const radians = (degrees) => (degrees * Math.PI) / 180;
/** The distance over the sphere of the package from 47 degrees north, 8 east. */
function metres([lat, lon]) {
  const [a, b] = [radians(47), radians(lat)];
  const cosine = Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(radians(lon - 8));
  return 6371009 * Math.acos(Math.min(1, Math.max(-1, cosine)));
}
const results = [5000, 10000, 20000, 25000, 30000, 40000].map((kilometres) => {
  const found = lookup(47, 8, 1e9, kilometres * 1000).length;
  const right = points.filter((point) => metres(point) <= kilometres * 1000).length;
  console.log(`within ${kilometres} km: ${found} of ${points.length} points, right are ${right}`);
  return found - right;
});
const all = lookup(47, 8, 1e9).length;
console.log(`without a limit: ${all}`);
const [a, b, c, ...far] = results;
process.exit([a, b, c].every((off) => off === 0) && far.every((off) => off < 0) && all === points.length ? 0 : 1);
END
node run.cjs
