// Tables of puzzle embeddings that are far longer than memory: some rows of them, where they lie, or all of them in pieces.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { open, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { promisify } from 'node:util'
import { openFiles } from '../../wasm/cli/checkpoint-files.mjs'
import { convertCheckpoint } from '../../wasm/src/convert/convert.js'
import { ARC_ROWS, puzzleRow, writeArcCheckpoint } from './arc-table.mjs'
import { hrm } from './cli.mjs'
import { refused, temporaryFolder } from './support.mjs'

/** @type {string} */
let root
before(async () => {
  root = await temporaryFolder()
})

/** @param {string} path @param {import('../../wasm/src/convert/convert.d.ts').ConvertOptions} options */
async function convert(path, options) {
  const { files } = await openFiles(path)
  return Buffer.from(await (await convertCheckpoint(files, { dtype: 'f32', ...options })).arrayBuffer())
}

test('--identifiers takes rows by number or name, in the order given', async () => {
  const folder = join(root, 'small arc')
  await writeArcCheckpoint(folder, { rows: 1000, hidden: 16, layers: 1, heads: 2, cells: 4 })
  const table = async (/** @type {(string | number)[]} */ identifiers) => {
    const file = await convert(folder, { identifiers })
    assert.equal(file.readUInt32LE(60), identifiers.length)
    const at = Number(file.readBigUInt64LE(128 + 32 + 16))
    return file.subarray(at, at + 64 * identifiers.length)
  }
  const rows = (/** @type {number[]} */ ...of) => Buffer.concat(of.map((row) => puzzleRow(row, 16)))
  assert.ok((await table([7, 0, 999])).equals(rows(7, 0, 999)))
  assert.ok((await table(['puzzle 12', 'puzzle 3', 5])).equals(rows(12, 3, 5)))
  for (const [identifiers, sentence] of /** @type {[string[], RegExp][]} */ ([
    [['1000'], /no puzzle identifier 1000: the table has 1000 rows/],
    [['3', '3'], /asked for twice/],
    [['puzzle 3', '3'], /asked for twice/],
    [['puzzle 1001'], /No puzzle is called “puzzle 1001”/],
  ]))
    await refused(convert(folder, { identifiers }), 'CHECKPOINT_INVALID', sentence)
  const { code, stdout, stderr } = await hrm([
    'convert',
    '--checkpoint',
    folder,
    '--dtype',
    'q8',
    '--out',
    join(root, 'two.hrm'),
    '--identifiers',
    'puzzle 4,9',
  ])
  assert.equal(code, 0, stderr)
  assert.equal(JSON.parse(stdout).config.num_puzzle_identifiers, 2)
  assert.match(stderr, /0 is puzzle 4 \(4\), 1 is 9/)
  // In a list longer than what is read at once, with all that JSON may write otherwise.
  const names = Array.from({ length: 1000 }, (_, row) => `${'a long name of '.repeat(150)}${row}`)
  names[998] = 'say "é", \\'
  names[999] = ', "'
  await writeFile(join(folder, 'identifiers.json'), JSON.stringify(names, null, 1).replaceAll('é', '\\u00e9'))
  const asked = [998, 999, 463, 464, 465, 466, 0, 930, 931, 932]
  assert.ok((await table(asked.map((row) => names[row]))).equals(rows(...asked)))
  await rm(join(folder, 'identifiers.json'))
  await refused(convert(folder, { identifiers: ['a'] }), 'CHECKPOINT_INVALID', /no identifiers\.json lies beside/)
})

/** The command line's peak of memory in MB.
 * @param {string[]} args */
async function peakOf(args) {
  const script = `import { main } from ${JSON.stringify(new URL('../../wasm/cli/main.mjs', import.meta.url).href)}
    await main(process.argv.slice(1))
    console.error('peak ' + process.resourceUsage().maxRSS)`
  const { stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, '--', ...args])
  return Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024
}

test('a table of 200 MB is converted in pieces, all of it as one row of it', async () => {
  const folder = join(root, 'arc')
  const rows = 100_000
  await writeArcCheckpoint(folder, { rows, layers: 1 })
  const out = join(root, 'arc.hrm')
  const whole = ['convert', '--checkpoint', folder, '--dtype', 'f32', '--out', out]
  const all = await peakOf(whole)
  const file = await open(out)
  const { buffer } = await file.read(Buffer.alloc(256), 0, 256, 0)
  const at = Number(buffer.readBigUInt64LE(128 + 32 + 16))
  for (const row of [0, 2047, 2048, rows - 1]) {
    const read = await file.read(Buffer.alloc(2048), 0, 2048, at + 2048 * row)
    assert.ok(read.buffer.equals(puzzleRow(row, 512)), `row ${row}`)
  }
  await file.close()
  const one = await peakOf([...whole, '--identifiers', '99999'])
  console.log(`peak of memory: ${all.toFixed(0)} MB for all, ${one.toFixed(0)} MB for one`)
  assert.ok(all < 300 && one < 300)
  // The whole is held against its checksum by the core.
  assert.equal((await hrm(['info', out])).code, 0)
})

test('of files longer than 2 and than 4 GB one row is read where it lies', async () => {
  for (const rows of [ARC_ROWS, 2_400_000]) {
    const folder = join(root, `arc ${rows}`)
    const bytes = await writeArcCheckpoint(folder, { rows, layers: 1, only: [rows - 2] })
    assert.ok(bytes > (rows === ARC_ROWS ? 2 : 4) * 2 ** 30)
    const file = await convert(folder, { identifiers: [rows - 2] })
    const at = Number(file.readBigUInt64LE(128 + 32 + 16))
    assert.ok(file.subarray(at, at + 2048).equals(puzzleRow(rows - 2, 512)))
  }
  const { files } = await openFiles(join(root, 'arc 2400000'))
  await refused(convertCheckpoint(files), 'MODEL_TOO_LARGE', /longer than 4 GB/)
})
