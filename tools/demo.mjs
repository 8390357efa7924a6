// Solves one extreme Sudoku in the terminal with the shipped weights, showing the grid after every segment.
// node tools/demo.mjs [PUZZLE]
import { fileURLToPath } from 'node:url'
import { readFile } from 'node:fs/promises'
import { createRuntime, sudoku } from '../wasm/src/index.js'

// Made by `hrm-sudoku generate --difficulty 50+`: needs about 60 guesses of a solver that otherwise places singles.
const EXTREME = '.....1.9...3.2..6.9.....3.4..2..6..94..3.528.....4.....5......88.4....5..1..82...'
const puzzle = process.argv[2] ?? EXTREME
const weights = fileURLToPath(new URL('../model_weights/sudoku.hrm', import.meta.url))
const colour = process.stdout.isTTY && !process.env.NO_COLOR
const paint = (code, text) => (colour ? `\x1b[${code}m${text}\x1b[0m` : text)

/** The grid as nine lines; givens bold, cells that changed in this segment highlighted, doubtful ones faint. */
function draw(givens, step) {
  const lines = []
  for (let row = 0; row < 9; row++) {
    if (row === 3 || row === 6) lines.push('  ------+-------+------')
    let line = ' '
    for (let column = 0; column < 9; column++) {
      const cell = row * 9 + column
      const text = step.grid[cell]
      if (column === 3 || column === 6) line += ' |'
      if (givens[cell]) line += ` ${paint(1, text)}`
      else if (step.changed.includes(cell)) line += ` ${paint(33, text)}`
      else line += ` ${step.probability[cell] < 0.5 ? paint(2, text) : text}`
    }
    lines.push(line)
  }
  return lines.join('\n')
}

const givens = sudoku.parse(puzzle)
const runtime = await createRuntime()
const model = await runtime.loadModel(await readFile(weights))
console.log(
  `HRM with ${model.info.parameters.toLocaleString('en')} parameters, ${(model.info.bytes / 1e6).toFixed(2)} MB; ${runtime.variantReason}\n`,
)
let total = 0
let last
for await (const step of model.solve(puzzle, { maxSegments: 64 })) {
  last = step
  total += step.ms
  const doubtful = step.probability.filter((p) => p < 0.5).length
  console.log(
    `segment ${step.segment}: ${step.changed.length} cells changed, ${doubtful} doubtful, q_halt ${step.qHalt.toFixed(2)}, ${step.ms.toFixed(0)} ms`,
  )
}
console.log(`\n${draw(givens, last)}\n`)
console.log(
  `${sudoku.judge(givens, sudoku.fromTokens(last.tokens)).sentence} (${last.segment} segments, ${total.toFixed(0)} ms)`,
)
runtime.close()
