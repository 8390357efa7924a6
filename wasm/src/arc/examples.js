// The demonstrations of one ARC task as examples to learn from: turned, mirrored, recoloured.
import { oneByOne } from '../data/examples.js'
import { VIEWS, VOCAB_SIZE } from './frame.js'

/** @typedef {import('../tasks/arc.d.ts').ArcTask} ArcTask */
/** @typedef {import('../learn.d.ts').ArcMember} Member */

const COLOURS = 10
/** Of the examples so many keep their colours. */
const KEPT = 0.1
/** No colour is another: [colour as drawn] -> colour. */
export const AS_DRAWN = Array.from({ length: COLOURS }, (_, i) => i)

/** Two pairs that no rule does both of. @param {ArcTask['train']} train */
export function contradictionOf(train) {
  /** @type {Map<string, { i: number, output: string }>} */
  const seen = new Map()
  for (const [i, pair] of train.entries()) {
    const [input, output] = [JSON.stringify(pair.input), JSON.stringify(pair.output)]
    const before = seen.get(input)
    if (before && before.output !== output) return [before.i, i]
    seen.set(input, { i, output })
  }
  return undefined
}

/** Colours that may be exchanged: not black, and not those that every demonstration holds.
 * @param {ArcTask} task @param {boolean} all but for black, all may
 * @returns {number[]} */
function exchangeable({ train }, all) {
  const shown = train.map(({ input, output = [] }) => new Set([...input, ...output].flat()))
  const colours = Array.from({ length: COLOURS - 1 }, (_, i) => i + 1)
  return all ? colours : colours.filter((colour) => !shown.every((set) => set.has(colour)))
}

/** Ways to recolour a task's grids.
 * @param {ArcTask} task @param {Member} member @param {() => number} next */
export function colourings(task, { allColours }, next) {
  const free = exchangeable(task, allColours)
  return {
    identity: AS_DRAWN,
    /** A random one: [colour as drawn] -> colour. */
    draw() {
      const colours = [...AS_DRAWN]
      const shuffled = [...free]
      for (let i = shuffled.length; i-- > 1;) {
        const j = Math.floor(next() * (i + 1))
        ;[shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]]
      }
      free.forEach((colour, i) => (colours[colour] = shuffled[i]))
      return colours
    },
  }
}

/** Room for so many examples, each demonstration equally often, and what draws them: one after the other, from the
 * first.
 * @param {ArcTask} task @param {import('./frame.js').Frame} frame @param {Member} member @param {number} count
 * @param {() => number} next @returns {{ examples: import('../learn.d.ts').Examples, draw: (i: number) => void }} */
export function drawing(task, frame, member, count, next) {
  const colours = colourings(task, member, next)
  const inputs = new Uint16Array(count * frame.cells)
  const labels = new Int16Array(count * frame.cells)
  const views = new Uint32Array(count)
  return {
    examples: {
      task: 'arc',
      seq_len: frame.cells,
      vocab_size: VOCAB_SIZE,
      grid_rows: frame.rows,
      grid_cols: frame.columns,
      num_puzzle_identifiers: member.views ? VIEWS : 1,
      inputs,
      labels,
      ...oneByOne(count),
      puzzle_identifiers: views,
    },
    draw(i) {
      const { input, output } = task.train[i % task.train.length]
      const view = frame.views[Math.floor(next() * frame.views.length)]
      const [from, to] = [i * frame.cells, (i + 1) * frame.cells]
      const colouring = next() < KEPT ? colours.identity : colours.draw()
      frame.write(input, output, view, colouring, inputs.subarray(from, to), labels.subarray(from, to))
      views[i] = view
    },
  }
}

/** The same, all drawn.
 * @param {Parameters<typeof drawing>} of */
export function examplesOf(...of) {
  const { examples, draw } = drawing(...of)
  for (let i = 0; i < of[3]; i++) draw(i)
  return examples
}
