// The demonstrations of one ARC task as examples to learn from: turned, mirrored, recoloured.
import { oneByOne } from '../data/examples.js'
import { VOCAB_SIZE } from './frame.js'

/** @typedef {import('../tasks/arc.d.ts').ArcTask} ArcTask */
/** @typedef {import('./learn.js').Member} Member */

const COLOURS = 10
export const VIEWS = 8
/** Of the examples so many keep their colours. */
const AS_DRAWN = 0.1

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
  const identity = Array.from({ length: COLOURS }, (_, i) => i)
  return {
    identity,
    /** A random one: [colour as drawn] -> colour. */
    draw() {
      const colours = [...identity]
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

/** So many examples, each demonstration equally often.
 * @param {ArcTask} task @param {import('./frame.js').Frame} frame @param {Member} member @param {number} count
 * @param {() => number} next @returns {import('../learn.d.ts').Examples} */
export function examplesOf(task, frame, member, count, next) {
  const colours = colourings(task, member, next)
  const inputs = new Uint16Array(count * frame.cells)
  const labels = new Int16Array(count * frame.cells)
  const views = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    const { input, output } = task.train[i % task.train.length]
    const view = member.views ? Math.floor(next() * VIEWS) : 0
    const [from, to] = [i * frame.cells, (i + 1) * frame.cells]
    const colouring = next() < AS_DRAWN ? colours.identity : colours.draw()
    frame.write(input, output, view, colouring, inputs.subarray(from, to), labels.subarray(from, to))
    views[i] = view
  }
  return {
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
  }
}
