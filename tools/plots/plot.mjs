// plot.mjs LOGS OUT - draws the training runs that LOGS/<task>.json lists, one picture a task: OUT/<task>.svg.
// A run's log is what hrm-train writes to NAME.jsonl; the list says where each run began.
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as Plot from '@observablehq/plot'
import { parseHTML } from 'linkedom'

/** @typedef {{ name: string, task: string, from?: string, segments?: number }} Run from: the run whose last weights
 * it began with; segments: trained before, where that run has no log here
 */

const [logs, out] = process.argv.slice(2)
if (!logs || !out) throw new Error('usage: plot.mjs LOGS OUT')

/** @type {Run[]} */
const runs = []
for (const file of (await readdir(logs)).filter((name) => name.endsWith('.json'))) {
  const task = file.slice(0, -'.json'.length)
  for (const run of JSON.parse(await readFile(join(logs, file), 'utf8'))) runs.push({ ...run, task })
}
/** Segments at which each run ended.
 * @type {Map<string, number>} */
const ends = new Map()
const points = []
const losses = []
for (const run of runs) {
  const start = run.from === undefined ? (run.segments ?? 0) : ends.get(run.from)
  if (start === undefined) throw new Error(`${run.name} begins with ${run.from}, which is not listed before it`)
  const lines = (await readFile(join(logs, `${run.name}.jsonl`), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  for (const { type, segments, exact, exact_by_difficulty, lm_loss } of lines) {
    const at = { task: run.task, run: run.name, millions: (start + segments) / 1e6 }
    if (type === 'train') losses.push({ ...at, loss: lm_loss })
    if (type !== 'dev') continue
    points.push({ ...at, bin: 'all', exact: 100 * exact })
    const bins = Object.entries(exact_by_difficulty).map(([from, [solved, of]]) => ({ from: Number(from), solved, of }))
    bins.sort((a, b) => a.from - b.from)
    bins.forEach(({ from, solved, of }, i) => {
      const next = bins[i + 1]?.from
      const bin = next === undefined ? `${from}+` : next - 1 === from ? `${from}` : `${from}-${next - 1}`
      if (of > 0) points.push({ ...at, bin, exact: (100 * solved) / of })
    })
  }
  ends.set(run.name, start + Math.max(...lines.map(({ segments }) => segments)))
}

const { document } = parseHTML('<html><body></body></html>')
for (const task of new Set(runs.map((run) => run.task))) {
  /** @param {{ task: string }} row */
  const mine = (row) => row.task === task
  const common = {
    document,
    width: 900,
    marginLeft: 50,
    style: { background: 'white', color: 'black', fontFamily: 'sans-serif' },
  }
  const exact = Plot.plot({
    ...common,
    height: 360,
    x: { label: 'segments trained (millions)', grid: true },
    y: { label: 'exact on the dev set (%), by difficulty', domain: [0, 100], grid: true },
    color: { domain: [...new Set(points.filter(mine).map((point) => point.bin))], scheme: 'observable10' },
    marks: [
      Plot.lineY(points.filter(mine), {
        x: 'millions',
        y: 'exact',
        stroke: 'bin',
        z: ({ run, bin }) => `${run} ${bin}`,
      }),
      Plot.dot(points.filter(mine), { x: 'millions', y: 'exact', fill: 'bin', r: 3 }),
      Plot.text(
        points.filter(mine),
        Plot.selectLast({
          x: 'millions',
          y: 'exact',
          z: ({ run, bin }) => `${run} ${bin}`,
          text: ({ run, bin }) => `${run} · ${bin}`,
          dx: 6,
          textAnchor: 'start',
          fontSize: 9,
        }),
      ),
    ],
    marginRight: 70,
  })
  const loss = Plot.plot({
    ...common,
    height: 240,
    x: { label: 'segments trained (millions)', grid: true },
    y: { label: 'cross-entropy a cell (each run has its own mix of puzzles)', grid: true },
    color: { legend: false },
    marks: [
      Plot.lineY(losses.filter(mine), Plot.windowY(8, { x: 'millions', y: 'loss', stroke: 'run', z: 'run' })),
      Plot.text(
        losses.filter(mine),
        Plot.selectLast({ x: 'millions', y: 'loss', z: 'run', text: 'run', dx: 6, textAnchor: 'start', fontSize: 9 }),
      ),
    ],
    marginRight: 70,
  })
  loss.setAttribute('y', '370')
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="620" viewBox="0 0 900 620"><rect width="900" height="620" fill="white"/>${exact.outerHTML}${loss.outerHTML}</svg>\n`
  await writeFile(join(out, `${task}.svg`), picture)
  console.log(join(out, `${task}.svg`))
}
