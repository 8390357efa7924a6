// Which part of an input an output is about, as the demonstrations have it: all that is drawn, a colour, an object. The
// nets then learn on the parts as on grids of their own.
import { COLOUR_WORDS } from '../tasks/arc-rules.js'
import { contradictionOf } from './examples.js'
import { isOfSize, sizeOf } from './frame.js'
import { Picture, areaOf, boxAround, isSame } from './picture.js'
import { Votes } from './votes.js'

/** @typedef {import('../tasks/arc.d.ts').ArcTask} ArcTask */
/** @typedef {import('../tasks/arc.d.ts').Colours} Colours */
/** @typedef {import('../learn.d.ts').ArcCandidate} Candidate */
/** @typedef {import('../learn.d.ts').ArcResult} Result */
/** @typedef {ReturnType<typeof import('./frame.js').sizeRuleOf>} SizeRule */
/** @typedef {import('./picture.js').Box} Box */
/** @typedef {import('./picture.js').Thing} Thing */
/** @typedef {{ name: string, boxOf: (picture: Picture) => Box | undefined }} Crop */
/** @typedef {{ crop: Crop, pairs: { input: Colours, output: Colours }[], score: number }} Fitting a crop whose parts of
 * the demonstrations' inputs have the outputs' sizes; score: the share of the outputs' cells that are as in the parts */
/** @typedef {Fitting & { parts: Colours[] }} Usable with its parts of the tests' inputs */
/** @typedef {{ task: ArcTask, name: string, isSure: boolean, isPure: boolean, parts: Candidate[][] }} Cropped a task
 * whose inputs are parts; name: of what they are; isSure: all best crops give the same; isPure: the outputs are the
 * parts; parts: for each test, those that the best crops give */

/** Nets that copy a part say nothing of which it is: so many crops that agree do. */
const AGREE = 3

/** @param {Box | undefined} box @returns {Box | undefined} without its border */
const insideOf = (box) =>
  box && box.bottom - box.top > 1 && box.right - box.left > 1
    ? { top: box.top + 1, left: box.left + 1, bottom: box.bottom - 1, right: box.right - 1 }
    : undefined

/** @param {Picture} picture */
function rarestOf({ counts }) {
  const shown = counts.filter(Boolean)
  return counts.indexOf(Math.min(...shown))
}

/** @type {Crop[]} */
const OF_COLOURS = [
  {
    name: 'all that is not background',
    boxOf: (picture) => boxAround(picture.cellsOf((colour) => colour !== picture.background)),
  },
  ...COLOUR_WORDS.flatMap((word, wanted) => {
    /** @param {Picture} picture */
    const boxOf = (picture) => picture.boxOf(wanted)
    return [
      { name: `what is ${word}`, boxOf },
      { name: `the inside of what is ${word}`, boxOf: (/** @type {Picture} */ picture) => insideOf(boxOf(picture)) },
    ]
  }),
  {
    name: 'the colour of the fewest cells',
    boxOf: (picture) => picture.boxOf(rarestOf(picture)),
  },
]

/** Of which object there is most of something. @type {[name: string, worth: (thing: Thing) => number][]} */
const MOST = [
  ['largest object', ({ cells }) => cells.length],
  ['smallest object', ({ cells }) => -cells.length],
  ['widest object', ({ box }) => areaOf(box)],
  ['densest object', ({ cells, box }) => cells.length / areaOf(box)],
  ['topmost object', ({ box }) => -box.top],
  ['leftmost object', ({ box }) => -box.left],
  ['lowest object', ({ box }) => box.bottom],
  ['rightmost object', ({ box }) => box.right],
]

/** The first of those of most worth.
 * @template T @param {readonly T[]} things @param {(thing: T) => number} worth */
function firstOf(things, worth) {
  const all = things.map(worth)
  return things[all.indexOf(Math.max(...all))]
}

/** The one thing that has no like. @param {readonly Thing[]} things @param {(thing: Thing) => unknown} kindOf */
function alone(things, kindOf) {
  const kinds = things.map(kindOf)
  const single = things.filter((_, i) => kinds.indexOf(kinds[i]) === kinds.lastIndexOf(kinds[i]))
  return single.length === 1 ? single[0] : undefined
}

/** @param {Thing} thing @returns {string} the same wherever it stands */
const shapeOf = ({ cells, box }) =>
  cells
    .map(([row, column]) => `${row - box.top},${column - box.left}`)
    .sort()
    .join(' ')

/** Crops of objects, corners connecting or not. @param {boolean} corners @returns {Crop[]} */
const ofObjects = (corners) => [
  ...[false, true].flatMap((plain) =>
    MOST.map(([name, worth]) => ({
      name: `the ${name}${plain ? ' of one colour' : ''}`,
      boxOf: (/** @type {Picture} */ picture) => firstOf(picture.objects(corners, plain), worth)?.box,
    })),
  ),
  {
    name: 'the object of most colours',
    boxOf: (picture) =>
      firstOf(
        picture.objects(corners, false),
        ({ cells }) => new Set(cells.map(([row, column]) => picture.grid[row][column])).size,
      )?.box,
  },
  {
    name: 'the object whose colour no other has',
    boxOf: (picture) =>
      alone(picture.objects(corners, true), ({ cells: [[row, column]] }) => picture.grid[row][column])?.box,
  },
  {
    name: 'the object whose shape no other has',
    boxOf: (picture) => {
      const things = picture.objects(corners, false)
      return things.length > 2 ? alone(things, shapeOf)?.box : undefined
    },
  },
]

/** All that is known, the first before the others where several do. */
export const CROPS = /** @type {readonly Crop[]} */ ([...OF_COLOURS, ...ofObjects(true), ...ofObjects(false)])

/** @param {Crop} crop @param {Picture} picture @returns {Colours | undefined} */
export function partOf({ boxOf }, picture) {
  const box = boxOf(picture)
  return box && picture.grid.slice(box.top, box.bottom + 1).map((row) => row.slice(box.left, box.right + 1))
}

/** @param {Fitting['pairs']} pairs */
function scoreOf(pairs) {
  const same = pairs.flatMap(({ input, output }) =>
    output.flatMap((row, r) => row.map((colour, c) => Number(input[r][c] === colour))),
  )
  return same.reduce((sum, one) => sum + one, 0) / same.length
}

/** The best first, of equals in the list's order. Parts that are alike where their outputs differ do not fit.
 * @param {ArcTask['train']} train @returns {Fitting[]} */
function fittingOf(train) {
  /** @type {Omit<Fitting, 'score'>[]} */
  let fitting = CROPS.map((crop) => ({ crop, pairs: [] }))
  for (const { input, output } of train) {
    const picture = new Picture(input)
    fitting = fitting.flatMap(({ crop, pairs }) => {
      const part = partOf(crop, picture)
      return part && output && isOfSize(part, sizeOf(output))
        ? [{ crop, pairs: [...pairs, { input: part, output }] }]
        : []
    })
  }
  return fitting
    .filter(({ pairs }) => !contradictionOf(pairs))
    .map((one) => ({ ...one, score: scoreOf(one.pairs) }))
    .sort((a, b) => b.score - a.score)
}

/** Those whose part every test has; a crop that leaves all tests whole is none.
 * @param {readonly Fitting[]} fitting @param {ArcTask['test']} test @returns {Usable[]} */
function usableOf(fitting, test) {
  const pictures = test.map(({ input }) => new Picture(input))
  return fitting.flatMap((one) => {
    const parts = pictures.flatMap((picture) => {
      const part = partOf(one.crop, picture)
      return part ? [part] : []
    })
    if (parts.length < test.length) return []
    return parts.every((part, i) => isOfSize(part, sizeOf(test[i].input))) ? [] : [{ ...one, parts }]
  })
}

/** What crops give of one test, most frequent first. @param {readonly Colours[]} parts */
function counted(parts) {
  const votes = new Votes()
  for (const grid of parts) votes.add([{ grid, share: 1 }], 1)
  return votes.ranked()
}

/** The same task on the parts of its inputs that the outputs are about. A task that another rule of size holds for is
 * cropped only where the outputs are the parts.
 * @param {ArcTask} task @param {SizeRule} sizeRule what else says how large an output is
 * @returns {{ cropped?: Cropped, lack?: string }} neither: its inputs are learnt whole, or nothing is found; lack: a test
 * has no such part */
export function cropOf(task, sizeRule) {
  // One cell says a colour: it is no part.
  const isColour = task.train.every(({ output }) => output && isOfSize(output, { rows: 1, columns: 1 }))
  if (sizeRule?.kind === 'same' || isColour) return {}
  const fitting = fittingOf(task.train)
  const usable = usableOf(fitting, task.test)
  if (!usable.length) return lackOf(fitting, task.test)
  if (sizeRule && usable[0].score < 1) return {}
  const best = usable.filter(({ score }) => score === usable[0].score)
  const parts = task.test.map((_, i) => counted(best.map((one) => one.parts[i])))
  /** @param {Usable} one */
  const agreeing = (one) => one.parts.filter((part, i) => isSame(part, parts[i][0].grid)).length
  const chosen = firstOf(best, agreeing)
  const isPure = chosen.score === 1
  const cropped = {
    task: { ...task, train: chosen.pairs, test: task.test.map((one, i) => ({ ...one, input: chosen.parts[i] })) },
    name: chosen.crop.name,
    isSure: parts.every(({ length }) => length === 1) && (!isPure || best.length >= AGREE),
    isPure,
    parts,
  }
  return { cropped }
}

/** @param {readonly Fitting[]} fitting @param {ArcTask['test']} test */
function lackOf([best], test) {
  const lacking = best ? test.findIndex(({ input }) => !partOf(best.crop, new Picture(input))) : -1
  if (lacking < 0) return {}
  return {
    lack: `In the examples an output is made of a part of its input: ${best.crop.name}. Test ${lacking + 1} has no such part.`,
  }
}

/** What is said of a task whose nets learnt on parts. Where the examples leave open which part it is, no answer is
 * firm; where the outputs are the parts, the likeliest part that is not the first answer is the second.
 * @param {Result} result @param {Cropped} cropped @returns {Result} */
export function saidOfParts(result, { name, isSure, isPure, parts }) {
  const answers = result.answers.map(([first, ...others], test) => {
    const other = isPure ? parts[test].find(({ grid }) => !isSame(grid, first.grid)) : undefined
    return [first, ...(other ? [other] : others)]
  })
  const of = isSure ? `: ${name}.` : `, perhaps ${name}: the examples leave that open.`
  return {
    ...result,
    answers,
    confidence: result.confidence === 'firm' && !isSure ? 'guess' : result.confidence,
    why: `${result.why} The output is ${isPure ? '' : 'made of '}a part of the input${of}`,
  }
}
