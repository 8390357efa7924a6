// What all demonstrations of a task have in common, and so its answers should: a net that gives every demonstration
// exactly may still break it elsewhere. How often that tells a wrong answer from the right one is in
// model_weights/LOG.md.
import { COLOUR_WORDS } from '../tasks/arc-rules.js'
import { isOfSize, sizeOf } from './frame.js'
import { Picture, isSame } from './picture.js'

/** @typedef {import('../tasks/arc.d.ts').ArcTask} ArcTask */
/** @typedef {import('../tasks/arc.d.ts').Colours} Colours */

/** @param {Picture} picture */
const objectsOf = (picture) => picture.objects(false, true)

/** Numbers of a picture: cells that are drawn, colours, objects. @type {((picture: Picture) => number)[]} */
const NUMBERS = [
  ({ grid, counts, background }) => grid.length * grid[0].length - counts[background],
  ({ counts }) => counts.filter(Boolean).length,
  (picture) => objectsOf(picture).length,
]

/** What of a picture may stay: all, how many cells are of each colour, of a colour whichever, of an object.
 * @type {((picture: Picture) => unknown)[]} */
const MAY_STAY = [
  ({ grid }) => grid,
  ({ counts }) => counts,
  ({ counts }) => [...counts].sort(),
  (picture) =>
    objectsOf(picture)
      .map(({ cells }) => cells.length)
      .sort(),
]

/** The colours that one picture has and the other has not. @param {Picture} one @param {Picture} other */
const onlyIn = (one, other) => one.counts.flatMap((count, i) => (count && !other.counts[i] ? [i] : [])).join()

/** Do the cells of some colours stay as they are? @param {Picture} before @param {Picture} after @param {(colour:
 * number) => boolean} isOne */
function stay(before, { grid }, isOne) {
  const cells = before.cellsOf(isOne)
  if (!cells.length || !isOfSize(grid, sizeOf(before.grid))) return undefined
  return cells.every(([row, column]) => grid[row][column] === before.grid[row][column])
}

/** What is said of a pair; undefined where a question does not arise. What is background in the input is in the output.
 * @param {Picture} before @param {Colours} output */
function saidOf(before, output) {
  const after = new Picture(output, before.background)
  return [
    ...NUMBERS.flatMap((of) => {
      const number = of(after)
      const more = number - of(before)
      return [more, Math.sign(more), number]
    }),
    ...MAY_STAY.map((of) => isSame(of(before), of(after))),
    onlyIn(before, after),
    onlyIn(after, before),
    stay(before, after, (colour) => colour !== before.background),
    ...COLOUR_WORDS.map((_, one) => stay(before, after, (colour) => colour === one)),
  ]
}

const NEAR = [-1, 0, 1]

/** @param {Colours} grid @param {number} row @param {number} column @returns {string} a cell and the eight around it */
const surroundings = (grid, row, column) =>
  NEAR.map((r) => NEAR.map((c) => grid[row + r]?.[column + c] ?? '-').join('')).join()

/** Do cells with the same surroundings become the same, as far as is known?
 * @param {Map<string, number>} known what they become; takes up what is new @param {Colours} input @param {Colours}
 * output of the same size */
const isLocal = (known, input, output) =>
  input.every((row, r) =>
    row.every((_, c) => {
      const key = surroundings(input, r, c)
      if (!known.has(key)) known.set(key, output[r][c])
      return known.get(key) === output[r][c]
    }),
  )

/** What is said of all demonstrations of a task alike.
 * @param {ArcTask} task @returns {(input: Colours, output: Colours) => number} how much of it is not so of another pair */
export function invariantsOf({ train }) {
  const pairs = train.flatMap(({ input, output }) => (output ? [{ input, output }] : []))
  const [first, ...others] = pairs.map(({ input, output }) => saidOf(new Picture(input), output))
  const common = first?.map((said, i) => (others.every((one) => one[i] === said) ? said : undefined)) ?? []
  /** @type {Map<string, number>} */
  const known = new Map()
  const areLocal = pairs.every(({ input, output }) => isOfSize(output, sizeOf(input)) && isLocal(known, input, output))
  /** @type {Picture | undefined} */
  let before
  return (input, output) => {
    // Many outputs are asked of after one another, of one input.
    if (before?.grid !== input) before = new Picture(input)
    const said = saidOf(before, output)
    const elsewhere = areLocal && isOfSize(output, sizeOf(input)) && !isLocal(new Map(known), input, output)
    return (
      common.filter((one, i) => one !== undefined && said[i] !== undefined && said[i] !== one).length +
      Number(elsewhere)
    )
  }
}
