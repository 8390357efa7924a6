// run.mjs REFERENCE_DIR WORK_DIR PROGRAM... - runs the trainer's tests, with the reference models converted by the
// project's own converter where the folder of references is present.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { flatten } from './flatten.mjs'

const [references, work, ...programs] = process.argv.slice(2)
mkdirSync(work, { recursive: true })
const args = [work]
for (const name of ['sudoku-rope', 'grid-learned']) {
  const folder = join(references, name)
  if (!existsSync(join(folder, 'train.json'))) {
    console.log(`train: ${folder} is absent: losses and gradients are not compared with the official ones`)
    continue
  }
  const model = join(work, `${name}.hrm`)
  const { status } = spawnSync(
    process.execPath,
    ['wasm/bin/hrm.mjs', 'convert', '--checkpoint', folder, '--dtype', 'f32', '--out', model],
    { stdio: 'inherit' },
  )
  if (status !== 0) {
    console.log(`train: ${folder} could not be converted\ntrain-reference: 0 passed, 1 failed`)
    process.exit(1)
  }
  flatten(join(folder, 'train.json'), join(work, `${name}.txt`))
  args.push(model, join(work, `${name}.txt`))
}
let failed = false
for (const program of programs) {
  const { status, signal } = spawnSync(program, args, { stdio: 'inherit' })
  if (signal) console.log(`train: 0 passed, 1 failed (ended by ${signal})`)
  failed ||= status !== 0
}
process.exit(failed ? 1 : 0)
