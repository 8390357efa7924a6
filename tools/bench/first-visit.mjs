// What a first visit takes on a slow line and on this machine: first paint, the bytes that came before it, the model ready
// and all bytes, of one or more builds of the page in turns, each time in a new browser context.
//   node tools/bench/first-visit.mjs [--rounds N] [--line PART_OF_ITS_NAME] [FOLDER...]     by default three rounds of all
// lines with web/dist
import { parseArgs } from 'node:util'
import { open } from '../../tests/web/browser.mjs'
import { settledPage, whenReady } from './page.mjs'

const LINES = [
  { name: '400 kbit/s, 400 ms', kbit: 400, latency: 400 },
  { name: '1.6 Mbit/s, 150 ms', kbit: 1600, latency: 150 },
  { name: 'localhost', kbit: 0, latency: 0 },
]

/** @param {number[]} values */
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1]

/** @param {Awaited<ReturnType<typeof open>>} build @param {typeof LINES[0]} line */
async function visit({ browser, url }, { kbit, latency }) {
  const context = await browser.newContext()
  try {
    const page = await settledPage(context)
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    const rate = (kbit * 1000) / 8
    if (rate)
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency,
        downloadThroughput: rate,
        uploadThroughput: rate,
        connectionType: 'cellular3g',
      })
    /** @type {{ at: number, bytes: number }[]} */
    const received = []
    /** @type {number | undefined} */
    let start
    session.on('Network.requestWillBeSent', ({ timestamp }) => (start ??= timestamp))
    session.on('Network.dataReceived', ({ timestamp, encodedDataLength }) =>
      received.push({ at: timestamp, bytes: encodedDataLength }),
    )
    const isReady = whenReady(page)
    await page.goto(url, { waitUntil: 'commit' })
    const ready = await isReady
    const paint = await page.evaluate(
      () =>
        new Promise((/** @type {(ms: number) => void} */ resolve) =>
          new PerformanceObserver((list) => {
            const first = list.getEntriesByName('first-contentful-paint')[0]
            if (first) resolve(first.startTime)
          }).observe({ type: 'paint', buffered: true }),
        ),
    )
    const sum = (/** @type {typeof received} */ some) => some.reduce((all, { bytes }) => all + bytes, 0)
    return {
      paint,
      ready,
      before: sum(received.filter(({ at }) => (at - /** @type {number} */ (start)) * 1000 < paint)),
      all: sum(received),
    }
  } finally {
    await context.close()
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' }, line: { type: 'string', default: '' } },
})
const lines = LINES.filter(({ name }) => name.includes(/** @type {string} */ (values.line)))
const builds = []
for (const folder of positionals.length ? positionals : [undefined])
  builds.push({ ...(await open(folder)), visits: /** @type {Map<string, any[]>} */ (new Map()) })
for (let round = 0; round < Number(values.rounds); round++)
  for (const line of lines)
    for (const build of builds) {
      const visits = build.visits.get(line.name) ?? []
      build.visits.set(line.name, [...visits, await visit(build, line)])
    }
console.log(
  '| line | build | first paint, s | bytes before it | model ready, s | bytes until then |\n|---|---|---|---|---|---|',
)
for (const { name } of lines)
  for (const { folder, visits, close } of builds) {
    const of = (/** @type {string} */ what) => median((visits.get(name) ?? []).map((one) => one[what]))
    console.log(
      `| ${name} | ${folder} | ${(of('paint') / 1000).toFixed(2)} | ${of('before')} | ${(of('ready') / 1000).toFixed(2)} | ${of('all')} |`,
    )
  }
for (const { close } of builds) await close()
