// The commands of model_weights/LOG.md, each as it stands there but for its length and depth: a step on small files. HRM_TRAIN: the program.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'

const program = resolve(process.env.HRM_TRAIN ?? '.build/native/hrm-train')
const work = mkdtempSync(join(tmpdir(), 'hrm-log-'))
after(() => rmSync(work, { recursive: true }))

/** Every command: the indented lines from "hrm-train" on, without a note in brackets. */
const commands = readFileSync('model_weights/LOG.md', 'utf8')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line.startsWith('    hrm-train '))
  .map((line) => line.replace(/ \(.*/, '').trim().split(/\s+/).slice(1))

/** What makes a run short; of an option that is given twice the second counts. */
const SHORT = '--steps 1 --slots 1 --H-cycles 1 --L-cycles 1 --limit 1 --segments 1 --threads 1 --precision f32'.split(
  ' ',
)
/** Models in place of the files that a command begins with, where no command before has made them. The width is that of
 * the commands, which grow some. */
const MODELS = { sudoku: [], maze: ['--task', 'maze', '--side', '15'], large: ['--task', 'maze', '--side', '30'] }
const MADE_OF = {
  'r3.ckpt': 'sudoku',
  'sudoku-f32.hrm': 'sudoku',
  'm2.ckpt': 'maze',
  'maze-f32.hrm': 'maze',
  'maze-large-f32.hrm': 'large',
  THEM: 'large',
}

/** @param {string[]} args */
const hrmTrain = (...args) => {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: work, encoding: 'utf8' })
  assert.equal(status, 0, `hrm-train ${args.join(' ')}\n${stdout}${stderr}`)
  return stdout
}

/** A solved Sudoku without one cell a row, and a maze of 15 x 15 with one way. */
const SOLVED = Array.from({ length: 81 }, (_, i) => 1 + ((3 * Math.floor(i / 9) + Math.floor(i / 27) + (i % 9)) % 9))
const blank = SOLVED.map((digit, i) => (i % 9 === Math.floor(i / 9) ? '.' : digit)).join('')
const SUDOKUS = [0, 5, 20, 60].map((rating) => `x,${blank},${SOLVED.join('')},${rating}\n`).join('')
const way = (/** @type {string} */ step) => `S${step.repeat(13)}G${'#'.repeat(210)}`

test('each command of the log runs', () => {
  assert.ok(commands.length >= 15, `${commands.length} commands were found`)
  const sudokus = `source,question,answer,rating\n${SUDOKUS}`
  for (const name of ['own.csv', 'mid-1-9.csv', 'hard-10-49.csv', 'hard-50.csv'])
    writeFileSync(join(work, name), sudokus)
  for (const name of ['pool.csv.gz', 'extreme-train-1k.csv.gz', 'extreme-dev.csv.gz'])
    writeFileSync(join(work, name), gzipSync(sudokus))
  writeFileSync(join(work, 'mixed.csv'), `question,answer\n${way(' ')},${way('o')}\n`)
  for (const [name, options] of Object.entries(MODELS)) {
    const data = name === 'sudoku' ? ['--data', 'own.csv'] : []
    hrmTrain('train', ...options, ...data, ...SHORT, '--name', name)
    hrmTrain('export', '--from', `${name}.ckpt`, '--out', `${name}.hrm`, '--dtype', 'f32')
  }
  for (const [file, name] of Object.entries(MADE_OF))
    copyFileSync(join(work, `${name}${file.endsWith('.ckpt') ? '.ckpt' : '.hrm'}`), join(work, file))
  for (const command of commands) {
    const [what, ...options] = command.filter((word) => word !== '...')
    hrmTrain(what, ...options, ...(what === 'train' ? SHORT : []))
    const name = options[options.indexOf('--name') + 1]
    // The best of a run is kept where it was better than nothing.
    if (what === 'train' && !existsSync(join(work, `${name}.best.ckpt`)))
      copyFileSync(join(work, `${name}.ckpt`), join(work, `${name}.best.ckpt`))
  }
})
