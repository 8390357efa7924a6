// The JavaScript that reads what anybody wrote, under fast-check: it returns what it promises, or throws an HrmError of
// its own code with a sentence. Nothing else.
import assert from 'node:assert/strict'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { recognise } from '../../wasm/src/convert/recognise.js'
import { parseSafetensors } from '../../wasm/src/convert/safetensors.js'
import { findWeights } from '../../wasm/src/convert/states.js'
import { readPickle } from '../../wasm/src/convert/unpickle.js'
import { readList } from '../../wasm/src/data/list.js'
import { tasks } from '../../wasm/src/tasks/index.js'
import * as maze from '../../wasm/src/tasks/maze.js'
import * as sudoku from '../../wasm/src/tasks/sudoku.js'
import { parseManifest } from '../../wasm/src/weights.js'
import { load } from '../web/source.mjs'

const arc = await load('rooms/arc/task.ts')
const mazeRoom = await load('rooms/maze/puzzle.ts')

/** @template T @param {() => T} work @param {string} code @returns {T | undefined} undefined where it refused */
function orRefused(work, code) {
  try {
    return work()
  } catch (error) {
    assert.equal(error.name, 'HrmError', error.stack)
    assert.equal(error.code, code)
    assert.ok(error.message.length > 10)
    return undefined
  }
}

/** Text of some characters that mean something, of length 0 to most, often exactly `length`, with now and then any
 * other.
 */
const text = (characters, length, most) => {
  const unit = fc.oneof(
    { weight: 40, arbitrary: fc.constantFrom(...characters) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
  )
  return fc.oneof(
    fc.array(unit, { minLength: length, maxLength: length }).map((units) => units.join('')),
    fc.array(fc.constantFrom(...characters), { minLength: length, maxLength: length }).map((units) => units.join('')),
    fc.array(unit, { maxLength: most }).map((units) => units.join('')),
  )
}

/** Bytes after some edits: [how, where (0 to 1), bytes]. */
const edited = (base) =>
  fc
    .array(
      fc.tuple(
        fc.constantFrom('set', 'insert', 'remove', 'repeat'),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.uint8Array({ minLength: 1, maxLength: 8 }),
      ),
      { maxLength: 4 },
    )
    .map((edits) => {
      let bytes = [...base]
      for (const [how, where, content] of edits) {
        const at = Math.floor(where * bytes.length)
        if (how === 'set')
          content.forEach((byte, i) => {
            if (at + i < bytes.length) bytes[at + i] = byte
          })
        else if (how === 'insert') bytes.splice(at, 0, ...content)
        else if (how === 'remove') bytes.splice(at, content[0])
        else
          bytes = [...bytes.slice(0, at), ...bytes.slice(Math.max(0, at - content[0])), ...bytes.slice(at)].slice(
            0,
            4096,
          )
      }
      return Uint8Array.from(bytes)
    })

const unicode = (value) => `X${String.fromCharCode(value.length)}\0\0\0${value}`
const tensor = (key) =>
  `${unicode(`_orig_mod.model.inner.L_level.layers.${key}.weight`)}ctorch._utils\n_rebuild_tensor_v2\n((${unicode('storage')}ctorch\nFloatStorage\n${unicode(key)}${unicode('cpu')}J\x06\0\0\0tQJ\0\0\0\0(J\x02\0\0\0J\x03\0\0\0t(J\x03\0\0\0J\x01\0\0\0t\x89ccollections\nOrderedDict\n)RtR`
/** As torch.save writes it. */
const PICKLE = Buffer.from(`\x80\x02}q\0(${tensor('0')}${tensor('1')}u.`, 'latin1')
const stateOf = (bytes) => findWeights(readPickle(bytes), 'data.pkl').tensors
assert.equal(stateOf(PICKLE).size, 2)
const SAFETENSORS = (() => {
  const header = Buffer.from(JSON.stringify({ a: { dtype: 'F32', shape: [2, 1], data_offsets: [0, 8] } }))
  return Buffer.concat([Buffer.from([header.length, 0, 0, 0, 0, 0, 0, 0]), header])
})()
/** What the reader knows, so that random programs get somewhere. */
const OPCODES = [
  '\x80\x02',
  '\x95\0\0\0\0\0\0\0\0',
  '(',
  '}',
  ']',
  ')',
  't',
  '\x85',
  '\x86',
  '\x87',
  'N',
  '\x88',
  '\x89',
  'J\x01\0\0\0',
  'K\x02',
  'M\x03\0',
  '\x8a\x01\x05',
  unicode('storage'),
  '\x8c\x010',
  'q\0',
  'r\x01\0\0\0',
  '\x94',
  'h\0',
  'j\x01\0\0\0',
  'ctorch\nFloatStorage\n',
  'ccollections\nOrderedDict\n',
  'ctorch._utils\n_rebuild_tensor_v2\n',
  '\x93',
  'Q',
  'R',
  's',
  'u',
  'b',
  '.',
]
const program = fc
  .array(fc.constantFrom(...OPCODES), { maxLength: 60 })
  .map((codes) => Uint8Array.from(Buffer.from(codes.join(''), 'latin1')))

const entry = fc.record(
  {
    name: fc.oneof(fc.string(), fc.anything()),
    task: fc.oneof(fc.constantFrom('sudoku', 'maze', 'toString', '__proto__'), fc.anything()),
    url: fc.oneof(fc.webUrl(), fc.string()),
    bytes: fc.oneof(fc.nat(), fc.double(), fc.anything()),
    sha256: fc.oneof(fc.constant('ab'.repeat(32)), fc.string()),
  },
  { requiredKeys: [] },
)
const manifest = fc.oneof(
  fc.string(),
  fc.json(),
  fc
    .array(fc.oneof(entry, fc.anything()), { maxLength: 3 })
    .map(
      (weights) => JSON.stringify({ weights }, (_, value) => (typeof value === 'bigint' ? `${value}` : value)) ?? '',
    ),
)

const grid = fc
  .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }))
  .chain(([rows, columns]) =>
    fc.array(
      fc.array(
        fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 9 }) }),
        { minLength: columns, maxLength: columns },
      ),
      { minLength: rows, maxLength: rows },
    ),
  )
const pair = fc.record({ input: grid, output: grid })
const task = fc.record({
  train: fc.array(pair, { minLength: 1, maxLength: 3 }),
  test: fc.array(pair, { minLength: 1, maxLength: 2 }),
})
const brokenTask = fc.record({
  train: fc.oneof(fc.array(pair, { maxLength: 2 }), fc.jsonValue()),
  test: fc.array(fc.oneof(pair, fc.record({ input: fc.oneof(grid, fc.jsonValue()) }), fc.jsonValue()), {
    maxLength: 2,
  }),
})
const base64url = fc
  .array(fc.constantFrom(...'ABCDEFGHabcdefgh0123456789-_'), { maxLength: 200 })
  .map((units) => units.join(''))

/** JSON with what makes it something else: Python's quotes, comments, commas at the ends. */
const jsonLike = fc
  .tuple(fc.oneof(task, brokenTask), fc.constantFrom('', '// x\n', '/*', ',', "'", ']'), fc.boolean())
  .map(([value, more, isPython]) => {
    const json = more + JSON.stringify(value) + more
    return isPython ? json.replaceAll('"', "'").replaceAll('null', 'None') : json
  })
const field = fc.oneof(
  text('123456789.0', 81, 81),
  text('# SG.', 25, 36),
  fc.constantFrom('question', 'answer', 'Puzzle', 'solution', '', '"', '1,5', '1.57000E+80', '# note'),
  fc.string({ maxLength: 8 }),
)
/** Tables of all kinds, and what is none. */
const list = fc
  .tuple(
    fc.array(fc.array(field, { maxLength: 4 }), { maxLength: 6 }),
    fc.constantFrom(',', ';', '\t', '|', ':'),
    fc.constantFrom('\n', '\r\n', '\r'),
  )
  .map(([rows, mark, end]) => rows.map((fields) => fields.join(mark)).join(end))

const properties = {
  'sudoku.parse': fc.property(text('123456789.0_*| \n+-', 81, 200), (given) => {
    const cells = orRefused(() => sudoku.parse(given), 'PUZZLE_INVALID')
    if (!cells) return
    assert.ok(cells.length === 81 && cells.every((digit) => digit <= 9))
    assert.deepEqual(sudoku.parse(sudoku.format(cells)), cells)
    const { valid, sentence } = sudoku.judge(cells, cells)
    assert.equal(valid, cells.every(Boolean) && sudoku.conflicts(cells).length === 0)
    assert.ok(sentence.length > 10)
  }),
  'maze.parse': fc.property(
    fc.constantFrom(4, 9, 25, 36).chain((cells) => fc.tuple(text('# SGo.\n', cells, 80), text('# SGo', cells, cells))),
    ([given, answer]) => {
      const read = orRefused(() => maze.parse(given), 'PUZZLE_INVALID')
      if (!read) return
      const size = maze.sizeOf(read)
      assert.equal(maze.parse(maze.print(read)), read)
      const solved = maze.solve(read)
      // What holds a path already is no question.
      if (solved && !read.includes('o'))
        assert.deepEqual([maze.judge(read, solved.answer).kind, solved.answer.length], ['shortest', size * size])
      if (answer.length === read.length) assert.ok(maze.judge(read, answer).sentence)
      assert.equal(orRefused(() => maze.frame(read, 5), 'PUZZLE_INVALID')?.length ?? 25, 25)
    },
  ),
  'any text, by every task': fc.property(
    fc.oneof(
      text('123456789.0xX-_ |+\n\t,;/"[]', 81, 120),
      text('# SGo.\n\t01XAB"', 49, 120),
      fc.string({ unit: 'binary' }),
      fc.json(),
      jsonLike,
    ),
    (given) => {
      for (const { name, read, print, fits } of tasks) {
        assert.equal(typeof fits, 'function')
        if (!read) continue
        const reading = orRefused(() => read(given), 'PUZZLE_INVALID')
        for (const puzzle of reading?.puzzles ?? []) {
          assert.equal(puzzle.cells.length, puzzle.rows * puzzle.columns, name)
          const again = read(print(puzzle)).puzzles
          assert.deepEqual([again[0].cells, again[0].rows, again.length], [puzzle.cells, puzzle.rows, 1], name)
        }
      }
    },
  ),
  'a list, by every task': fc.asyncProperty(
    fc.oneof(
      list,
      list.map((given) => gzipSync(given)),
      fc.uint8Array({ maxLength: 200 }),
      edited(Buffer.from('PK\x03\x04')),
      edited(Buffer.from('BZh91AY&SY')),
    ),
    fc.constantFrom(...tasks),
    async (given, task) => {
      try {
        for await (const row of readList(typeof given === 'string' ? given : Uint8Array.from(given), { task })) {
          if ('error' in row) assert.ok(row.error.length > 5)
          else assert.equal(row.puzzle.cells.length, row.puzzle.rows * row.puzzle.columns)
        }
      } catch (error) {
        assert.equal(error.name, 'HrmError', error.stack)
        assert.ok(['DATA_INVALID', 'PUZZLE_INVALID'].includes(error.code), error.code)
      }
    },
  ),
  'weights.parseManifest': fc.property(manifest, (given) => {
    const entries = orRefused(() => parseManifest(given, 'https://example.org/models/manifest.json'), 'MODEL_INVALID')
    entries?.forEach(({ url, bytes, sha256, task }) =>
      assert.ok(URL.canParse(url) && bytes > 0 && sha256.length === 64 && typeof task === 'string' && task),
    )
  }),
  'a task in JSON or in an address': fc.property(fc.oneof(task, brokenTask), (given) => {
    if (!arc.isTask(given)) return
    const read = JSON.parse(JSON.stringify({ train: given.train, test: given.test }))
    const address = arc.toAddress(read)
    if (address) assert.deepEqual(arc.fromAddress(address), read)
  }),
  'an address of a task or a maze': fc.property(
    fc.oneof(base64url, fc.string()),
    fc.nat(40),
    fc.nat(1000),
    (text, size, cell) => {
      const read = arc.fromAddress(text)
      if (read) assert.deepEqual(arc.fromAddress(arc.toAddress(read)), read)
      const maze = mazeRoom.fromAddress(`${size}.${cell}.${1000 - cell}.${text}`) ?? mazeRoom.fromAddress(text)
      if (maze) assert.equal(mazeRoom.fromAddress(mazeRoom.toAddress(maze)), maze)
    },
  ),
  'a pickle of weights': fc.property(fc.oneof(edited(PICKLE), program, fc.uint8Array({ maxLength: 200 })), (given) => {
    const tensors = orRefused(() => stateOf(given), 'CHECKPOINT_INVALID')
    tensors?.forEach(({ storage, offset, shape, stride }) =>
      assert.ok(typeof storage.key === 'string' && offset >= 0 && shape.length === stride.length),
    )
  }),
  'what a file is': fc.property(fc.oneof(edited(PICKLE), edited(SAFETENSORS), fc.uint8Array()), (given) => {
    const kind = orRefused(() => recognise(given, given.length, 'file'), 'CHECKPOINT_INVALID')
    assert.ok([undefined, 'zip', 'safetensors'].includes(kind))
  }),
  'the header of a safetensors file': fc.property(edited(SAFETENSORS.subarray(8)), fc.nat(200), (given, size) => {
    const text = new TextDecoder().decode(given)
    const read = orRefused(() => parseSafetensors(text, 8, size, 'file'), 'CHECKPOINT_INVALID')
    for (const { at, bytes } of read?.places.values() ?? []) assert.ok(at + bytes <= size)
  }),
}

/** @type {Record<string, (seed: number, seconds: number) => Promise<{ count: number, fault?: string }>>} each runs for so
 * long and says how many inputs it took
 */
export const parsers = Object.fromEntries(
  Object.entries(properties).map(([name, property]) => [
    name,
    async (seed, seconds) => {
      const result = await fc.check(property, {
        seed,
        numRuns: 1e9,
        interruptAfterTimeLimit: seconds * 1000,
        markInterruptAsFailure: false,
      })
      return { count: result.numRuns, fault: result.failed ? fc.defaultReportMessage(result) : undefined }
    },
  ]),
)
