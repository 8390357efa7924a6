#!/bin/sh
# node-fpgrowth 1.2.1 (npm): frequent sets of items; FPGrowth(support) with a share, exec(transactions) with the data.
#
# Guess: an FPGrowth of 0.4 finds on each exec the sets that are in 40 % of the transactions.
# Seen: on the first one only. There the share is replaced by a count, and the next time that count is taken as a share:
#   2 of 5 becomes 10 of 5, and nothing is found, for other data too.
# Output seen:
#   right: 15 sets, three runs of one object: 15, 0, 0
#   a new object: 15
#   an object that ran on two transactions first: 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . node-fpgrowth@1.2.1
cat > run.cjs <<'END'
const { FPGrowth } = require("node-fpgrowth");
const transactions = [[1, 3, 4], [2, 3, 5], [1, 2, 3, 5], [2, 5], [1, 2, 3, 5]];
/** The number of frequent sets, by trying all. */
function counted(data, share) {
  const items = [...new Set(data.flat())];
  let sets = 0;
  for (let mask = 1; mask < 2 ** items.length; mask++) {
    const set = items.filter((_, i) => (mask >> i) & 1);
    const support = data.filter((transaction) => set.every((item) => transaction.includes(item))).length;
    if (support >= share * data.length) sets++;
  }
  return sets;
}
(async () => {
  const right = counted(transactions, 0.4);
  const growth = new FPGrowth(0.4);
  const found = [];
  for (let run = 0; run < 3; run++) found.push((await growth.exec(transactions.map((list) => [...list]))).length);
  console.log(`right: ${right} sets, three runs of one object: ${found.join(", ")}`);
  const fresh = (await new FPGrowth(0.4).exec(transactions)).length;
  console.log(`a new object: ${fresh}`);
  const more = new FPGrowth(0.4);
  await more.exec([[1], [2]]);
  const later = (await more.exec(transactions)).length;
  console.log(`an object that ran on two transactions first: ${later}`);
  process.exit(later === 0 && found[0] === right && found[1] === 0 && fresh === right ? 0 : 1);
})();
END
node run.cjs
