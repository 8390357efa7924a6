import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { createWriteStream, openAsBlob } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { before, test } from 'node:test'
import { run as runConvert } from '../../wasm/cli/convert.mjs'
import { loadLibraries } from '../../wasm/cli/libraries.mjs'
import { convertCheckpoint, describeCheckpoint } from '../../wasm/src/convert/convert.js'
import { BlobReader, Uint8ArrayWriter, ZipReader } from '../../wasm/src/convert/libraries.js'
import { findWeights } from '../../wasm/src/convert/states.js'
import { readPickle } from '../../wasm/src/convert/unpickle.js'
import { createRuntime } from '../../wasm/src/index.js'
import { hrm } from './cli.mjs'
import { GENERIC, HARD, SUDOKU, all, makeModel, random, randomWeights, refused, temporaryFolder } from './support.mjs'

/** @typedef {import('../../wasm/src/layout.js').Config} Config */

/** @type {string} */
let folder
/** @type {Record<'f32' | 'q8', Uint8Array<ArrayBuffer>>} */
let models
before(async () => {
  folder = await temporaryFolder()
  const config = { ...GENERIC, inner_size: 256 }
  models = {
    f32: await makeModel({ ...config, dtype: 0 }, randomWeights(8)),
    q8: await makeModel({ ...config, dtype: 1 }, randomWeights(8)),
  }
  for (const dtype of /** @type {const} */ (['f32', 'q8'])) await writeFile(join(folder, `${dtype}.hrm`), models[dtype])
  const { code, stderr } = await hrm([
    'checkpoint',
    '--model',
    join(folder, 'f32.hrm'),
    '--out',
    join(folder, 'official'),
  ])
  assert.equal(code, 0, stderr)
})

/** The tensors in a pickle of a state dict, by the model's own names.
 * @param {Uint8Array} bytes */
const readStateDict = (bytes) => findWeights(readPickle(bytes), 'data.pkl').tensors

/** @param {string} from @param {...string} extra @returns {Promise<{ code: number | null, stdout: string, stderr:
 * string }>}
 */
const convert = (from, ...extra) =>
  hrm(['convert', '--checkpoint', from, '--dtype', 'f32', '--out', join(folder, 'out.hrm'), ...extra])

/** Refused, in this process, which is quicker than a new one.
 * @param {string} from @param {RegExp} sentence @param {string} [task] */
const notConverted = (from, sentence, task) =>
  refused(
    runConvert({ checkpoint: from, dtype: 'f32', out: join(folder, 'never.hrm'), task }),
    'CHECKPOINT_INVALID',
    sentence,
  )

/** The entries of a checkpoint's zip.
 * @param {string} path @returns {Promise<Map<string, Buffer>>} */
async function entriesOf(path) {
  const entries = new Map()
  for (const entry of await new ZipReader(new BlobReader(await openAsBlob(path))).getEntries()) {
    if (!entry.directory)
      entries.set(entry.filename, Buffer.from(await entry.getData(new Uint8ArrayWriter(), { useWebWorkers: false })))
  }
  return entries
}

/** A copy of the official folder with changes.
 * @param {string} name @param {{ entries?: (entries: Map<string, Buffer>) => void, yaml?: (text: string) => string,
 * dataset?: (text: string) => string, compress?: boolean }} change */
async function changed(name, { entries, yaml, dataset, compress = false }) {
  const to = join(folder, name)
  await cp(join(folder, 'official'), to, { recursive: true })
  for (const [file, edit] of /** @type {const} */ ([
    ['all_config.yaml', yaml],
    ['dataset.json', dataset],
  ])) {
    if (edit) await writeFile(join(to, file), edit(await readFile(join(to, file), 'utf8')))
  }
  if (entries || compress) {
    const content = await entriesOf(join(to, 'checkpoint'))
    entries?.(content)
    const { ZipFile } = await loadLibraries()
    const zip = new ZipFile()
    for (const [path, bytes] of content) zip.addBuffer(bytes, path, { compress })
    zip.end()
    await pipeline(/** @type {NodeJS.ReadableStream} */ (zip.outputStream), createWriteStream(join(to, 'checkpoint')))
  }
  return to
}

/** @param {Buffer} pickle @param {string} from @param {string} to of the same length */
const renamed = (pickle, from, to) => Buffer.from(pickle.toString('latin1').replaceAll(from, to), 'latin1')
/** @param {(pickle: Buffer) => Buffer} edit @returns {(entries: Map<string, Buffer>) => void} */
const inPickle = (edit) => (entries) =>
  void entries.set('checkpoint/data.pkl', edit(/** @type {Buffer} */ (entries.get('checkpoint/data.pkl'))))

test('a model written as an official checkpoint comes back byte by byte', async () => {
  for (const dtype of /** @type {const} */ (['f32', 'q8'])) {
    const to = join(folder, `official-${dtype}`)
    assert.equal((await hrm(['checkpoint', '--model', join(folder, `${dtype}.hrm`), '--out', to])).code, 0)
    const { code, stdout, stderr } = await convert(to, '--dtype', dtype)
    assert.equal(code, 0, stderr)
    assert.equal(JSON.parse(stdout).dtype, dtype)
    assert.ok((await readFile(join(folder, 'out.hrm'))).equals(models[dtype]), dtype)
  }
})

test('TRM comes back too, with attention, with token mixing and with one state; what has no official code is refused', async () => {
  /** The official widths of token mixing: 11 tokens of 24 numbers, of an inner size of 256.
   * @type {Config} */
  const trm = { ...GENERIC, inner_size: 256, H_layers: 0, L_layers: 2, seq_len: 9, rules: 1, origin: 2 }
  const variants = /** @type {Record<string, Partial<Config>>} */ ({
    attention: { pos_encodings: 0, rope_theta: 100, puzzle_emb_ndim: 20 },
    mixing: { num_heads: 1, mlp_t_size: 256, pos_encodings: 2 },
    'one state': { rules: 3 },
    HRM: { H_layers: 1, num_heads: 1, mlp_t_size: 256, pos_encodings: 2, rules: 0, origin: 0 },
  })
  for (const [name, change] of Object.entries(variants)) {
    const file = await makeModel({ ...trm, ...change }, randomWeights(3))
    await writeFile(join(folder, 'trm.hrm'), file)
    const to = join(folder, `trm ${name}`)
    const written = await hrm(['checkpoint', '--model', join(folder, 'trm.hrm'), '--out', to])
    assert.equal(written.code, 0, written.stderr)
    const { code, stderr } = await convert(to)
    assert.equal(code, 0, stderr)
    assert.ok((await readFile(join(folder, 'out.hrm'))).equals(file), name)
  }
  for (const [change, sentence] of /** @type {[Partial<Config>, RegExp][]} */ ([
    [{ update_rate: 0.5 }, /damped updates/],
    [{ num_heads: 1, mlp_t_size: 512, pos_encodings: 2 }, /token mixing of the width 512/],
  ])) {
    await writeFile(join(folder, 'own.hrm'), await makeModel({ ...trm, ...change }, randomWeights(3)))
    const { code, stderr } = await hrm(['checkpoint', '--model', join(folder, 'own.hrm'), '--out', join(folder, 'own')])
    assert.equal(code, 3)
    assert.match(stderr, sentence)
  }
})

test('an inner size that the official code cannot have is padded, and the digits stay', async () => {
  const runtime = await createRuntime()
  for (const [dtype, name] of /** @type {const} */ ([
    [0, 'f32'],
    [1, 'q8'],
  ])) {
    const file = await makeModel({ ...SUDOKU, dtype }, randomWeights(dtype))
    const path = join(folder, 'narrow.hrm')
    await writeFile(path, file)
    const { stderr } = await hrm(['checkpoint', '--model', path, '--out', join(folder, 'wide')])
    assert.match(stderr, /inner size 12 is padded with zeros to 256/)
    const converted = await convert(join(folder, 'wide'), '--dtype', name)
    assert.equal(converted.code, 0, converted.stderr)
    const { task, config } = JSON.parse(converted.stdout)
    assert.deepEqual([task, config.grid_rows, config.inner_size], ['sudoku', 9, 256])
    /** @type {import('../../wasm/src/index.d.ts').Step[][]} */
    const steps = []
    for (const bytes of [file, await readFile(join(folder, 'out.hrm'))]) {
      steps.push(await all((await runtime.loadModel(bytes)).solve(HARD, { halt: 'none', logits: true })))
    }
    steps[0].forEach((step, i) => assert.deepEqual(steps[1][i].logits, step.logits))
  }
})

test('names are read with and without what torch.compile and the loss put before them', async () => {
  for (const [name, prefix] of [
    ['bare', ''],
    ['half', 'model.inner.'],
  ]) {
    const official = '_orig_mod.model.inner.'
    const edit = inPickle((whole) =>
      Buffer.from(
        whole
          .toString('latin1')
          .replaceAll(
            /X(.)(\0\0\0)_orig_mod\.model\.inner\./gs,
            (_, length, rest) =>
              `X${String.fromCharCode(length.charCodeAt(0) - official.length + prefix.length)}${rest}${prefix}`,
          ),
        'latin1',
      ),
    )
    const converted = await convert(await changed(name, { entries: edit }))
    assert.equal(converted.code, 0, converted.stderr)
    assert.ok((await readFile(join(folder, 'out.hrm'))).equals(models.f32), name)
  }
})

test('what is missing, extra or of a wrong shape is named', async () => {
  const cases = /** @type {[string, Parameters<typeof changed>[1], RegExp][]} */ ([
    [
      'misnamed',
      { entries: inPickle((pickle) => renamed(pickle, 'inner.lm_head.weight', 'inner.lm_tail.weight')) },
      /tensor lm_head\.weight is missing/,
    ],
    [
      'no-layer',
      {
        entries: inPickle((pickle) =>
          renamed(pickle, 'H_level.layers.0.mlp.down_proj', 'H_level.layers.0.mlp.dawn_proj'),
        ),
      },
      /H_level\.layers\.0\.mlp\.down_proj\.weight is missing/,
    ],
    [
      'extra',
      { yaml: (text) => text.replace('H_layers: 2', 'H_layers: 1') },
      /tensor H_level\.layers\.1\.self_attn\.qkv_proj\.weight is in the checkpoint, but/,
    ],
    [
      'deeper',
      { yaml: (text) => text.replace('L_layers: 1', 'L_layers: 2') },
      /L_level\.layers\.1\.self_attn\.qkv_proj\.weight is missing/,
    ],
    [
      'vocabulary',
      { dataset: (text) => text.replace('"vocab_size":7', '"vocab_size":8') },
      /embed_tokens\.embedding_weight has the shape \[7, 24\]; .* \[8, 24\]/,
    ],
    [
      'positions',
      { dataset: (text) => text.replace('"seq_len":13', '"seq_len":12') },
      /embed_pos\.embedding_weight has the shape \[15, 24\]/,
    ],
    [
      'rope',
      { yaml: (text) => text.replace('learned', 'rope') },
      /embed_pos\.embedding_weight is in the checkpoint, but/,
    ],
    [
      'heads',
      { yaml: (text) => text.replace('num_heads: 3', 'num_heads: 5') },
      /configuration has a value outside its range: num_heads is 5/,
    ],
    ['no-heads', { yaml: (text) => text.replace('num_heads: 3', 'num_haeds: 3') }, /num_heads is missing/],
    ['text', { yaml: (text) => text.replace('hidden_size: 24', 'hidden_size: many') }, /hidden_size is no number/],
    [
      'other',
      { yaml: (text) => text.replace('hrm.hrm_act_v1@Hier', 'trm@Tiny') },
      /not an architecture that is known here/,
    ],
    ['no-arch', { yaml: () => 'lr: 1' }, /no section "arch"/],
    ['not-yaml', { yaml: () => '{' }, /all_config\.yaml cannot be read/],
    ['not-json', { dataset: () => '[' }, /dataset\.json cannot be read/],
    ['no-storage', { entries: (entries) => void entries.delete('checkpoint/data/3') }, /no entry data\/3/],
    [
      'short-storage',
      { entries: (entries) => void entries.set('checkpoint/data/3', Buffer.alloc(8)) },
      /storage should have \d+ elements of 4 bytes, but has 8/,
    ],
    ['no-pickle', { entries: (entries) => void entries.delete('checkpoint/data.pkl') }, /no entry data\.pkl/],
    [
      'big-endian',
      { entries: (entries) => void entries.set('checkpoint/byteorder', Buffer.from('big')) },
      /byte order "big"/,
    ],
    ['squeezed', { compress: true }, /is compressed/],
    [
      'nan',
      {
        entries: (entries) =>
          void Buffer.from([0, 0, 0xc0, 0x7f]).copy(/** @type {Buffer} */ (entries.get('checkpoint/data/6'))),
      },
      /weight/,
    ],
  ])
  for (const [name, change, sentence] of cases) {
    await notConverted(await changed(name, change), sentence)
  }
  const { code, stdout, stderr } = await convert(join(folder, 'misnamed'))
  assert.deepEqual([code, stdout, /error: .*lm_head\.weight is missing/.test(stderr)], [3, '', true])
})

test('a zip that is cut, flipped or none at all is refused', async () => {
  const whole = await readFile(join(folder, 'official', 'checkpoint'))
  const to = await changed('damaged', {})
  /** @param {Buffer} bytes @param {RegExp} sentence */
  const attempt = async (bytes, sentence) => {
    await writeFile(join(to, 'checkpoint'), bytes)
    await notConverted(to, sentence)
  }
  await attempt(Buffer.alloc(0), /is empty/)
  await attempt(Buffer.from('\x80\x02}q\x00.', 'latin1'), /bare pickle/)
  await attempt(Buffer.from('weights'), /no zip as torch\.save/)
  await attempt(whole.subarray(0, whole.length / 2), /breaks off/)
  const flipped = Buffer.from(whole)
  flipped[(whole.length / 2) | 0] ^= 1
  await attempt(flipped, /checksum/)
  await notConverted(join(folder, 'nowhere'), /nowhere cannot be read/)
})

test('a task may be said, where the sizes do not tell', async () => {
  const square = await changed('square', { dataset: (text) => text })
  await notConverted(square, /not square/, 'maze')
  assert.equal(JSON.parse((await convert(square, '--task', 'generic')).stdout).task, 'generic')
})

test('Blobs in a page’s way come to the same bytes as the command line, with progress, and can be given up', async () => {
  const checkpoint = await openAsBlob(join(folder, 'official', 'checkpoint'))
  const [config, dataset] = await Promise.all(
    ['all_config.yaml', 'dataset.json'].map((name) => readFile(join(folder, 'official', name), 'utf8')),
  )
  const files = { checkpoint, config, dataset }
  assert.equal((await describeCheckpoint(files)).task, 'generic')
  for (const dtype of /** @type {const} */ (['f32', 'q8'])) {
    const { code, stderr } = await convert(join(folder, 'official'), '--dtype', dtype)
    assert.equal(code, 0, stderr)
    /** @type {number[]} */
    const loaded = []
    const blob = await convertCheckpoint(files, {
      ...(dtype === 'f32' && { dtype }),
      onProgress: (progress) => {
        assert.equal(progress.total, checkpoint.size)
        loaded.push(progress.loaded)
      },
    })
    assert.ok(Buffer.from(await blob.arrayBuffer()).equals(await readFile(join(folder, 'out.hrm'))), dtype)
    assert.deepEqual(
      loaded,
      loaded.toSorted((a, b) => a - b),
    )
    assert.ok(
      /** @type {number} */ (loaded.at(-1)) > checkpoint.size / 2 &&
        /** @type {number} */ (loaded.at(-1)) <= checkpoint.size,
    )
  }
  const stop = new AbortController()
  let reads = 0
  await refused(
    convertCheckpoint(files, {
      signal: stop.signal,
      onProgress: () => {
        if (++reads === 4) stop.abort()
      },
    }),
    'ABORTED',
  )
  assert.ok(reads < 8, `${reads} reports of progress after the end`)
  await refused(
    convertCheckpoint({ ...files, checkpoint: checkpoint.slice(0, 5000) }),
    'CHECKPOINT_INVALID',
    /^checkpoint breaks off/,
  )
  await refused(convertCheckpoint({ ...files, dataset: '' }), 'CHECKPOINT_INVALID', /^dataset\.json cannot be read/)
  await refused(convertCheckpoint(files, { dtype: /** @type {any} */ ('f16') }), 'ARGUMENT', /dtype/)
  await refused(convertCheckpoint(files, { task: 'maze' }), 'CHECKPOINT_INVALID', /not square/)
})

// ---- the pickle reader alone ----

const pickle = (/** @type {(string | number[])[]} */ ...parts) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))))
/** A text as BINUNICODE.
 * @param {string} value */
const text = (value) => `X${String.fromCharCode(value.length)}\0\0\0${value}`
const STORAGE = `(${text('storage')}ctorch\nFloatStorage\n${text('0')}${text('cpu')}K\x06tQ`

test('a pickle that would run something is refused, and nothing is run', async () => {
  const marker = join(folder, 'was-run')
  const attacks = {
    'os.system': pickle('\x80\x02cos\nsystem\n(', text(`touch ${marker}`), 'tR.'),
    'posix.system by STACK_GLOBAL': pickle(
      '\x80\x04\x8c\x05posix\x8c\x06system\x93',
      text(`touch ${marker}`),
      '\x85R.',
    ),
    'builtins.eval': pickle('c__builtin__\neval\n(', text('1'), 'tR.'),
    'inst opcode': pickle('(', text('x'), 'ios\nsystem\n.'),
    'obj opcode': pickle('(cos\nsystem\no.'),
    newobj: pickle('\x80\x02ccollections\nOrderedDict\n)\x81.'),
    'a dict called with arguments': pickle('\x80\x02ccollections\nOrderedDict\n(]tR.'),
    'torch global of another kind': pickle('\x80\x02ctorch\nload\n)R.'),
    'extension registry': pickle('\x80\x02\x82\x01.'),
    'a storage class that is none': pickle(
      `\x80\x02(${text('storage')}ccollections\nOrderedDict\n${text('0')}${text('cpu')}K\x06tQ.`,
    ),
    'a storage key that is a path': pickle(
      `\x80\x02(${text('storage')}ctorch\nFloatStorage\n${text('../../etc')}${text('cpu')}K\x06tQ.`,
    ),
  }
  for (const [name, bytes] of Object.entries(attacks))
    await refused(() => readStateDict(bytes), 'CHECKPOINT_INVALID', /data\.pkl/).catch((error) =>
      assert.fail(`${name}: ${error}`),
    )
  const sentence = (await refused(() => readStateDict(attacks['os.system']), 'CHECKPOINT_INVALID')).message
  assert.match(sentence, /os\.system.*nothing of it was run/)
  assert.throws(() => execFileSync('test', ['-e', marker]), 'the marker does not exist')
})

// A minute is for what would take for ever: work that doubles with every byte.
test('a pickle that is broken or a bomb is refused', { timeout: 60_000 }, async () => {
  const bombs = {
    empty: pickle(''),
    'no end': pickle('\x80\x02}'),
    'nothing to pop': pickle('R.'),
    'no mark': pickle('}u.'),
    'recalls nothing': pickle('h\x07.'),
    'a huge text': pickle('X', [255, 255, 255, 255], 'a.'),
    'a text that is not UTF-8': pickle('X\x01\0\0\0', [255], '.'),
    'a huge integer': pickle('\x8a\xff', Array(255).fill(1), '.'),
    'an odd number of items': pickle('}(', text('a'), 'u.'),
    'a key twice': pickle('}(', text('a'), 'N', text('a'), 'Nu.'),
    'a key that is a number': pickle('}(K\x01Nu.'),
    'no dict': pickle('K\x01.'),
    'no tensor': pickle('}(', text('a'), 'Nu.'),
    'deep tuples': pickle(')', '\x85'.repeat(100000), '.'),
    'a deep stack': pickle('N'.repeat(2 ** 21), '.'),
    'doubling by memo': pickle(')q\x00', 'h\x00h\x00\x86q\x00'.repeat(64), '.'),
    'negative offset': pickle(
      '}(',
      text('a'),
      'ctorch._utils\n_rebuild_tensor_v2\n(',
      STORAGE,
      'J',
      [255, 255, 255, 255],
      'K\x06\x85K\x01\x85\x89NtRu.',
    ),
    'shape and stride of two lengths': pickle(
      '}(',
      text('a'),
      'ctorch._utils\n_rebuild_tensor_v2\n(',
      STORAGE,
      'K\x00K\x06\x85)\x89NtRu.',
    ),
    'a shape of nine dimensions': pickle(
      '}(',
      text('a'),
      'ctorch._utils\n_rebuild_tensor_v2\n(',
      STORAGE,
      'K\x00(',
      'K\x01'.repeat(9),
      't(',
      'K\x01'.repeat(9),
      't\x89NtRu.',
    ),
    'a shape of text': pickle(
      '}(',
      text('a'),
      'ctorch._utils\n_rebuild_tensor_v2\n(',
      STORAGE,
      'K\x00',
      text('a'),
      '\x85K\x01\x85\x89NtRu.',
    ),
  }
  for (const [name, bytes] of Object.entries(bombs)) {
    await refused(() => readStateDict(bytes), 'CHECKPOINT_INVALID', /data\.pkl/).catch((error) =>
      assert.fail(`${name}: ${error}`),
    )
  }
})

test('flipped and cut pickles never do worse than being refused', async () => {
  const whole = /** @type {Buffer} */ (
    (await entriesOf(join(folder, 'official', 'checkpoint'))).get('checkpoint/data.pkl')
  )
  assert.equal(readStateDict(whole).size, 8 + 4 * 3)
  const seed = 4711
  console.log(`seed ${seed}`)
  const next = random(seed)
  let refusals = 0
  for (let round = 0; round < 4000; round++) {
    const bytes = Buffer.from(whole)
    for (let i = 0; i < 1 + (round % 3); i++) bytes[Math.floor(next() * bytes.length)] = Math.floor(next() * 256)
    const cut = round % 5 === 0 ? bytes.subarray(0, Math.floor(next() * bytes.length)) : bytes
    try {
      for (const { shape } of readStateDict(cut).values())
        assert.ok(shape.every((size) => Number.isSafeInteger(size) && size >= 0))
    } catch (error) {
      assert.equal(/** @type {any} */ (error).code, 'CHECKPOINT_INVALID', String(error))
      refusals++
    }
  }
  console.log(`${refusals} of 4000 refused`)
  assert.ok(refusals > 1000)
})

test('strides, offsets and every float type are read; reaching outside is not', async () => {
  /** The tensor lm_head.weight [7, 24] laid out anew: `put` writes element i of the storage, which has `count` elements
   * of `bytes`.
   * @param {string} name @param {string} type @param {(content: Buffer, row: number, col: number, value: number) =>
   * void} put
   * @param {{ bytes: number, count: number, offset: number, stride: [number, number] }} layout */
  async function withHead(name, type, put, { bytes, count, offset, stride }) {
    return changed(name, {
      entries: (entries) => {
        const order = [...readStateDict(/** @type {Buffer} */ (entries.get('checkpoint/data.pkl')))]
        const [, ref] = /** @type {[string, import('../../wasm/src/convert/unpickle.js').Tensor]} */ (
          order.find(([tensor]) => tensor.endsWith('lm_head.weight'))
        )
        const old = /** @type {Buffer} */ (entries.get(`checkpoint/data/${ref.storage.key}`))
        const content = Buffer.alloc(count * bytes)
        for (let row = 0; row < 7; row++)
          for (let col = 0; col < 24; col++) put(content, row, col, old.readFloatLE(4 * (24 * row + col)))
        entries.set(`checkpoint/data/${ref.storage.key}`, content)
        inPickle((whole) => {
          const at = whole.indexOf('lm_head.weight') + 'lm_head.weight'.length
          const end = whole.indexOf('ccollections', at)
          const integer = (/** @type {number} */ value) => {
            const word = Buffer.alloc(4)
            word.writeInt32LE(value)
            return `J${word.toString('latin1')}`
          }
          const tensor = pickle(
            'ctorch._utils\n_rebuild_tensor_v2\n(',
            `(${text('storage')}ctorch\n${type}\n${text(ref.storage.key)}${text('cpu')}${integer(count)}tQ`,
            integer(offset),
            '(',
            integer(7),
            integer(24),
            't(',
            integer(stride[0]),
            integer(stride[1]),
            't\x89',
          )
          return Buffer.concat([whole.subarray(0, at), tensor, whole.subarray(end)])
        })(entries)
      },
    })
  }
  /** @param {string} from */
  const same = async (from) => {
    const { code, stderr } = await convert(from)
    assert.equal(code, 0, stderr)
    return readFile(join(folder, 'out.hrm'))
  }
  const transposed = await withHead(
    'transposed',
    'FloatStorage',
    (to, row, col, value) => to.writeFloatLE(value, 4 * (5 + 7 * col + row)),
    { bytes: 4, count: 200, offset: 5, stride: [1, 7] },
  )
  assert.ok((await same(transposed)).equals(models.f32))
  const double = await withHead(
    'double',
    'DoubleStorage',
    (to, row, col, value) => to.writeDoubleLE(value, 8 * (24 * row + col)),
    { bytes: 8, count: 168, offset: 0, stride: [24, 1] },
  )
  assert.ok((await same(double)).equals(models.f32))
  // bfloat16 cuts a float32's lower half; half precision holds 1.5 and its like exactly.
  const runtime = await createRuntime()
  for (const [name, type, encode] of /** @type {const} */ ([
    ['bf16', 'BFloat16Storage', 0x3fc0],
    ['half', 'HalfStorage', 0x3e00],
  ])) {
    const from = await withHead(name, type, (to, row, col) => to.writeUInt16LE(encode, 2 * (24 * row + col)), {
      bytes: 2,
      count: 168,
      offset: 0,
      stride: [24, 1],
    })
    const reached = await all(
      (await runtime.loadModel(await same(from))).solve(new Uint16Array(13), { maxSegments: 1, logits: true }),
    )
    // Every row of the head is 1.5: the logits of a cell are all the same.
    const logits = /** @type {Float32Array} */ (reached[0].logits).subarray(0, 7)
    assert.ok(
      logits.every((one) => one === logits[0]),
      name,
    )
  }
  for (const layout of [
    { bytes: 4, count: 167, offset: 0, stride: [24, 1] },
    { bytes: 4, count: 168, offset: 1, stride: [24, 1] },
    { bytes: 4, count: 168, offset: 0, stride: [2 ** 30, 1] },
  ]) {
    const outside = await withHead('outside', 'FloatStorage', () => {}, /** @type {any} */ (layout))
    await notConverted(outside, /lm_head\.weight reaches beyond its storage/)
  }
  const integers = await withHead('integers', 'LongStorage', () => {}, {
    bytes: 8,
    count: 168,
    offset: 0,
    stride: [24, 1],
  })
  await notConverted(integers, /tensor of LongStorage/)
})
