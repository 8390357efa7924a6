import { remember, remembered } from '../../storage.ts'

/** How quickly this device learns: 10^9 operations a second of one net, and how many nets learn at a time. */
export interface Pace {
  gflops: number
  /** The budget of all nets that takes about so many seconds; and the other way round. */
  gflopOf: (seconds: number) => number
  secondsOf: (gflop: number) => number
}

const KEY = 'arc-gflops'
/** A task of the usual size, to measure on. */
const GRID = Array.from({ length: 5 }, (_, row) => Array.from({ length: 5 }, (_, column) => (row * column) % 3))
const PAIR = { input: GRID, output: GRID }
const NETS = 3
/** Of the budget, what the largest net has: with many workers the others wait for it. */
const LARGEST = 0.5

function pace(gflops: number): Pace {
  const workers = Math.max(1, Math.min(NETS, (navigator.hardwareConcurrency || 2) - 1))
  const all = gflops / Math.max(LARGEST, 1 / workers)
  /** Two digits: more was not measured. */
  const round = (value: number) => Number(value.toPrecision(2))
  return { gflops, gflopOf: (seconds) => round(all * seconds), secondsOf: (gflop) => gflop / all }
}

/** What was measured in this browser before. */
export function paceOf(): Pace | undefined {
  const gflops = Number(remembered(KEY))
  return gflops > 0 ? pace(gflops) : undefined
}

let measuring: Promise<Pace> | undefined

/** Learns for a second. */
export function measured(): Promise<Pace> {
  return (measuring ??= (async () => {
    const { createArcLearner, arcPortfolio } = await import('hrm-wasm/learn')
    const portfolio = arcPortfolio.slice(0, 1)
    const nets = await createArcLearner({ train: [PAIR], test: [PAIR] }, { seconds: 1, portfolio })
    try {
      let seconds = 1
      await nets.run({ onProgress: (progress) => (seconds = progress.seconds) })
      const gflops = nets.gflop / seconds
      remember(KEY, String(gflops))
      return pace(gflops)
    } finally {
      nets.close()
    }
  })().finally(() => (measuring = undefined)))
}
