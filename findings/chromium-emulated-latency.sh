#!/bin/sh
# Chromium 147 (npm @sparticuz/chromium 147.0.0) by playwright-core 1.65.1: a slow line that the DevTools protocol makes
# (Network.emulateNetworkConditions, latency 400 ms), in the timing of the page that is loaded.
#
# Guess: the time to the first byte, responseStart less requestStart, is 400 ms or more, as it is on such a line.
# Seen: it stays some 10 ms, what the host really takes. All of the latency lies between responseStart and responseEnd,
#   as if the body took it. What decides by the time to the first byte, a page or a bench, takes the emulated line for a
#   near host.
# Output seen (times vary):
#   400 ms of latency: first byte after 3 ms, last byte after 428 ms
#   none: first byte after 3 ms, last byte after 11 ms
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . playwright-core@1.65.1 @sparticuz/chromium@147.0.0
cat > run.mjs <<'END'
import { createServer } from "node:http";
import packed from "@sparticuz/chromium";
import { chromium } from "playwright-core";
const server = createServer((_, response) => response.setHeader("Content-Type", "text/html").end("<!doctype html><p>here"));
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const browser = await chromium.launch({
  executablePath: await packed.executablePath(),
  args: ["--no-sandbox"],
});
async function visit(latency) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, latency, downloadThroughput: -1, uploadThroughput: -1 });
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const times = await page.evaluate(() => {
    const { requestStart, responseStart, responseEnd } = performance.getEntriesByType("navigation")[0];
    return [responseStart - requestStart, responseEnd - requestStart];
  });
  await context.close();
  return times.map(Math.round);
}
const least = async (latency) => {
  const visits = [];
  for (let i = 0; i < 5; i++) visits.push(await visit(latency));
  return visits.sort((a, b) => a[0] - b[0])[0];
};
const slow = await least(400);
const fast = await least(0);
await browser.close();
server.close();
console.log(`400 ms of latency: first byte after ${slow[0]} ms, last byte after ${slow[1]} ms`);
console.log(`none: first byte after ${fast[0]} ms, last byte after ${fast[1]} ms`);
process.exit(slow[0] < 200 && slow[1] >= 350 && fast[1] < 350 ? 0 : 1);
END
node run.mjs
