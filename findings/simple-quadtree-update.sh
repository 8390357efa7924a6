#!/bin/sh
# simple-quadtree 0.1.3 (npm): objects in the plane; update "modifies the coordinates of the object to be updated, and
#   returns true if the object was correctly updated"; get takes an area, a buffer around it, a callback or none.
#
# Guess: an object that was put in is found by update, and a buffer of 2 widens the area by 2.
# Seen: once the tree has more than 25 objects and divides, update returns false and moves nothing, as the new
#   coordinates are not passed on to the quarters. Without a callback the buffer counts as 0.
# Output seen:
#   25 objects: update returns true for 25, and 25 of 25 are moved
#   26 objects: update returns true for 0, and 0 of 26 are moved
#   100 objects: update returns true for 0, and 0 of 100 are moved
#   an object at 5,5, from 0,0 to 4,4 and 2 around: by a callback 1, in an array 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . simple-quadtree@0.1.3
cat > run.cjs <<'END'
const QuadTree = require("simple-quadtree");
/** How many of so many objects update moves, and how many of those it says it has moved. */
function moved(count) {
  const tree = QuadTree(0, 0, 100, 100);
  const at = (id) => ({ x: 10 * (id % 10) + 1, y: 10 * Math.floor(id / 10) + 1, w: 0, h: 0, id });
  for (let id = 0; id < count; id++) tree.put(at(id));
  let told = 0;
  for (let id = 0; id < count; id++) told += tree.update(at(id), "id", { x: at(id).x + 1 }) ? 1 : 0;
  const found = tree.get({ x: 0, y: 0, w: 100, h: 100 });
  const changed = found.filter(({ id, x }) => x === at(id).x + 1).length;
  console.log(`${count} objects: update returns true for ${told}, and ${changed} of ${found.length} are moved`);
  return [told, changed].join();
}
const results = [25, 26, 100].map(moved);
const tree = QuadTree(0, 0, 100, 100);
tree.put({ x: 5, y: 5, w: 0, h: 0 });
const area = { x: 0, y: 0, w: 4, h: 4 };
let called = 0;
tree.get(area, 2, () => ++called > 0);
const listed = tree.get(area, 2).length;
console.log(`an object at 5,5, from 0,0 to 4,4 and 2 around: by a callback ${called}, in an array ${listed}`);
process.exit(results.join(" ") === "25,25 0,0 0,0" && called === 1 && listed === 0 ? 0 : 1);
END
node run.cjs
