// Weights that nets of ARC tasks begin with: one net learns many tasks at once, each as it lies in its views, every task
// and view under an identifier of its own. Of the puzzle embeddings the means of each view are kept.
//   node tools/arc-start.mjs data FOLDER COLLECTION.json... [--cells 200] [--copies 12] [--seed 20261128] [--held 100,80] [--without NAMES.txt] [--from START.hrm]
//   .build/native/hrm-train train --init FOLDER/start.hrm --data FOLDER --name NET ...
//   node tools/arc-start.mjs finish NET.hrm OUT.hrm
// Left out: the first --held tasks of each collection in the order of --seed (those that `hrm arc --seed S --limit N`
// measures), those that NAMES.txt names, one a line, and those of more cells on average. --from: goes on from what was
// finished before, in place of the official start.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { shuffled } from '../wasm/cli/arc.mjs'
import { datasetFiles } from '../wasm/cli/dataset-folder.mjs'
import { ModelFile } from '../wasm/cli/model-file.mjs'
import { take } from '../wasm/cli/order.mjs'
import { colourings } from '../wasm/src/arc/examples.js'
import { Frame, IGNORE, VIEWS, VOCAB_SIZE, cellsOf, holds, sizeRuleOf } from '../wasm/src/arc/frame.js'
import { PORTFOLIO } from '../wasm/src/arc/learn.js'
import { configOf } from '../wasm/src/arc/net.js'
import { putParts } from '../wasm/src/convert/write.js'
import { KIND, writing } from '../wasm/src/layout.js'
import { createLearner } from '../wasm/src/learn.js'
import { chooseCore } from '../wasm/src/modules.js'
import { random } from '../wasm/src/random.js'
import { readTasks } from '../wasm/src/tasks/arc.js'

/** The largest frame of a task: an output of 30 x 30 beside an input. */
const LARGEST = { rows: 30, columns: 61 }
const MEMBER = PORTFOLIO[1]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cells: { type: 'string', default: '200' },
    copies: { type: 'string', default: '12' },
    seed: { type: 'string', default: '20261128' },
    held: { type: 'string', default: '100' },
    without: { type: 'string' },
    from: { type: 'string' },
  },
})

/** A task's frame within the largest, and its pairs; undefined: it is not learnt. */
function learnable(task, most) {
  const rule = sizeRuleOf(task)
  if (!rule) return undefined
  const frame = new Frame(task, rule, true, LARGEST)
  Object.assign(frame, LARGEST, { cells: LARGEST.rows * LARGEST.columns })
  const pairs = [...task.train, ...task.test].filter(({ output }) => output)
  return holds(pairs, rule.rule) && cellsOf(pairs, rule) <= most ? { task, frame, pairs } : undefined
}

/** Those of a collection that are learnt. */
async function usedOf(collection, held, without) {
  const { tasks } = readTasks(await readFile(collection, 'utf8'))
  const left = new Set(without)
  const order = shuffled(tasks, Number(values.seed))
  for await (const { name } of take(order, { limit: held, first: 0, step: 1 })) left.add(name)
  const used = tasks.filter(({ name }) => !left.has(name)).map((task) => learnable(task, Number(values.cells)))
  return used.filter(Boolean)
}

async function data(folder, ...collections) {
  const without = values.without ? (await readFile(values.without, 'utf8')).split(/\s+/) : []
  const held = values.held.split(',').map(Number)
  const used = []
  for (const [i, collection] of collections.entries())
    used.push(...(await usedOf(collection, held[Math.min(i, held.length - 1)], without)))
  const copies = Number(values.copies)
  const count = used.reduce((sum, { frame, pairs }) => sum + frame.views.length * pairs.length * copies, 0)
  const seq_len = LARGEST.rows * LARGEST.columns
  const inputs = new Uint16Array(count * seq_len)
  const labels = new Int16Array(count * seq_len).fill(IGNORE)
  const [puzzle_identifiers, puzzle_indices, group_indices] = [[], [0], [0]]
  const next = random(Number(values.seed))
  let at = 0
  used.forEach(({ task, frame, pairs }, n) => {
    const colours = colourings(task, MEMBER, next)
    for (const view of frame.views) {
      for (const { input, output } of pairs)
        for (let copy = 0; copy < copies; copy++, at++) {
          const cells = [at * seq_len, (at + 1) * seq_len]
          const colouring = copy ? colours.draw() : colours.identity
          frame.write(input, output, view, colouring, inputs.subarray(...cells), labels.subarray(...cells))
        }
      puzzle_identifiers.push(n * VIEWS + view)
      puzzle_indices.push(at)
    }
    group_indices.push(puzzle_identifiers.length)
  })
  const dataset = {
    task: 'arc',
    seq_len,
    vocab_size: VOCAB_SIZE,
    grid_rows: LARGEST.rows,
    grid_cols: LARGEST.columns,
    num_puzzle_identifiers: used.length * VIEWS,
    ignore_label_id: IGNORE,
    ...{ inputs, labels, puzzle_identifiers, puzzle_indices, group_indices },
  }
  await mkdir(folder, { recursive: true })
  for (const [name, bytes] of Object.entries(datasetFiles(dataset, { cell: '<i2' })))
    await writeFile(join(folder, name), bytes)
  const start = join(folder, 'start.hrm')
  if (values.from) await identified(values.from, start, dataset.num_puzzle_identifiers)
  else {
    const examples = { ...dataset, inputs: inputs.slice(0, seq_len), labels: labels.slice(0, seq_len) }
    Object.assign(examples, { puzzle_identifiers: [0], puzzle_indices: [0, 1], group_indices: [0, 1] })
    const learner = await createLearner({ variant: 'simd', examples, config: configOf(MEMBER), settings: { slots: 1 } })
    await writeFile(start, await learner.save())
    learner.close()
  }
  console.log(`${used.length} tasks, ${count} examples, ${used.length * VIEWS} identifiers.`)
}

/** The same weights with so many puzzle identifiers, a multiple of the views: each has what its view has in all tasks on
 * average. */
async function identified(from, to, count) {
  const { core } = await chooseCore({})
  const file = await ModelFile.open(core, from)
  const { num_puzzle_identifiers, hidden_size } = file.config
  const config = { ...file.config, num_puzzle_identifiers: count }
  const floats = num_puzzle_identifiers * hidden_size
  const learnt = core.f32(core.alloc(4 * floats), floats)
  await file.fill({ kind: KIND.puzzleEmb, layer: 0, cols: hidden_size, name: '' }, learnt, 0)
  const means = new Float32Array(VIEWS * hidden_size)
  learnt.forEach((value, i) => (means[i % means.length] += (value * VIEWS) / num_puzzle_identifiers))
  const fill = async (tensor, values, first) => {
    if (tensor.kind !== KIND.puzzleEmb) return file.fill(tensor, values, first)
    values.forEach((_, i) => (values[i] = means[(first * hidden_size + i) % means.length]))
  }
  const parts = []
  await putParts(writing(core, config, fill), (at, bytes) => parts.push([at, bytes.slice()]))
  const out = new Uint8Array(Math.max(...parts.map(([at, bytes]) => at + bytes.length)))
  for (const [at, bytes] of parts) out.set(bytes, at)
  await writeFile(to, out)
}

const [command, ...files] = positionals
if (command === 'data' && files.length > 1) await data(...files)
else if (command === 'finish' && files.length === 2) await identified(...files, VIEWS)
else {
  console.error('node tools/arc-start.mjs data FOLDER COLLECTION.json... | finish NET.hrm OUT.hrm')
  process.exitCode = 2
}
