// Checkpoints as people have them: wrapped, under other names, without dataset.json, and of other kinds. Files
// are written as torch.save writes them (torch-file.mjs).
import assert from 'node:assert/strict'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { openFiles } from '../../wasm/cli/checkpoint-files.mjs'
import { loadLibraries } from '../../wasm/cli/libraries.mjs'
import { MOST_FILES, convertCheckpoint, describeCheckpoint } from '../../wasm/src/convert/convert.js'
import { planeTable, rowOfPlane } from '../../wasm/src/convert/heads.js'
import { random } from '../../wasm/src/random.js'
import { hrm } from './cli.mjs'
import { GENERIC, makeModel, randomWeights, refused, startCore, temporaryFolder } from './support.mjs'
import { safetensors as safetensorsFile } from './safetensors-file.mjs'
import { Call, SavedTensor, Tuple, floats, stateDict, writeTorchFile } from './torch-file.mjs'

/** @typedef {import('../../wasm/src/layout.js').Config} Config */
/** @typedef {Map<string, SavedTensor>} State */

/** TRM's, with token mixing: 11 tokens are no multiple of four.
 * @type {Config} */
const TRM = {
  ...GENERIC,
  H_layers: 0,
  L_layers: 2,
  num_heads: 1,
  mlp_t_size: 8,
  pos_encodings: 2,
  rules: 1,
  origin: 2,
  seq_len: 9,
}
/** The settings of such models, as all_config.yaml has them.
 * @type {Record<'hrm' | 'trm', object>} */
const ARCH = {
  hrm: {
    H_cycles: 2,
    L_cycles: 2,
    H_layers: 2,
    L_layers: 1,
    num_heads: 3,
    halt_max_steps: 4,
    pos_encodings: 'learned',
    hidden_size: 24,
    puzzle_emb_ndim: 48,
  },
  trm: {
    H_cycles: 2,
    L_cycles: 2,
    H_layers: 0,
    L_layers: 2,
    num_heads: 3,
    halt_max_steps: 4,
    pos_encodings: 'none',
    hidden_size: 24,
    puzzle_emb_ndim: 48,
    puzzle_emb_len: 2,
    mlp_t: true,
  },
}

/** @type {string} */
let root
/** @type {State} */
let state
/** @type {Record<'hrm' | 'trm', Uint8Array>} */
let models

/** @param {Config} config @param {number} seed @returns {Promise<State>} */
const stateOf = async (config, seed) => stateDict(await startCore('scalar'), config, randomWeights(seed))

/** @param {State} tensors @param {string} prefix @returns {State} */
const prefixed = (tensors, prefix) => new Map([...tensors].map(([name, tensor]) => [`${prefix}${name}`, tensor]))
/** @param {State} tensors @returns {State} other weights of the same names */
const others = (tensors) =>
  new Map(
    [...tensors].map(([name, { of }]) => [
      name,
      new SavedTensor({ ...of, bytes: new Uint8Array(/** @type {Uint8Array} */ (of.bytes).length) }),
    ]),
  )

/** @param {string[]} names of entries @param {boolean} compress */
async function zipOf(names, compress) {
  const { ZipFile } = await loadLibraries()
  const zip = new ZipFile()
  for (const name of names) zip.addBuffer(Buffer.alloc(100), name, { compress })
  zip.end()
  return buffer(/** @type {NodeJS.ReadableStream} */ (zip.outputStream))
}

let folders = 0
/** A new folder with a checkpoint in it.
 * @param {string} name of the file @param {unknown} saved @param {object | null} [arch] null: no configuration beside it
 * @returns {Promise<string>} the folder */
async function folderOf(name, saved, arch = ARCH.hrm) {
  const folder = join(root, String(folders++))
  await mkdir(folder)
  await writeTorchFile(join(folder, name), saved)
  if (arch) await writeFile(join(folder, 'all_config.yaml'), JSON.stringify({ arch }))
  return folder
}

/** @param {string} path @param {import('../../wasm/src/convert/convert.d.ts').ConvertOptions} [options] */
async function convert(path, options) {
  const { files, notes } = await openFiles(path)
  const [info, blob] = [
    await describeCheckpoint(files, options),
    await convertCheckpoint(files, { dtype: 'f32', ...options }),
  ]
  return { file: Buffer.from(await blob.arrayBuffer()), notes: [...notes, ...info.notes].join('\n'), info }
}

/** The weights alone, without the header, which notes what was inferred.
 * @param {Uint8Array} file */
const weightsOf = (file) => Buffer.from(file).subarray(128)

/** @param {string} path @param {'hrm' | 'trm'} [of] @param {import('../../wasm/src/convert/convert.d.ts').ConvertOptions} [options] */
async function holds(path, of = 'hrm', options) {
  const converted = await convert(path, options)
  assert.ok(weightsOf(converted.file).equals(weightsOf(models[of])), `${path}: the weights are those that were saved`)
  return converted
}

before(async () => {
  root = await temporaryFolder()
  state = await stateOf(GENERIC, 5)
  models = { hrm: await makeModel(GENERIC, randomWeights(5)), trm: await makeModel(TRM, randomWeights(6)) }
})

test('without dataset.json the sizes come from the tensors, and it is said', async () => {
  const { notes, info, file } = await holds(await folderOf('checkpoint', state))
  assert.match(notes, /vocab_size is not stated; 7 is inferred/)
  assert.match(notes, /seq_len is not stated; 13 is inferred/)
  assert.match(notes, /num_puzzle_identifiers is not stated; 3 is inferred/)
  assert.deepEqual([info.architecture, info.task, info.puzzleIdentifiers], ['HRM', 'generic', 3])
  await writeFile(join(root, 'inferred.hrm'), file)
  const { stdout } = await hrm(['info', join(root, 'inferred.hrm')])
  const { architecture, source, inferred } = JSON.parse(stdout)
  assert.deepEqual(
    [architecture, source, inferred],
    ['HRM, attention', 'a checkpoint of HRM’s code', ['vocab_size', 'seq_len', 'num_puzzle_identifiers']],
  )
})

test('TRM with token mixing is read, its tokens counted by its matrices', async () => {
  const folder = await folderOf('step_5', prefixed(await stateOf(TRM, 6), '_orig_mod.model.inner.'), ARCH.trm)
  const { info } = await holds(folder, 'trm')
  assert.deepEqual([info.architecture, info.seqLen], ['TRM', 9])
  const { stdout } = await hrm(['info', folder])
  assert.equal(JSON.parse(stdout).architecture, 'TRM')
  // Its prefix has 16 tokens where the configuration does not say it, and as few as the embedding fills where it says 0.
  const rope = { ...TRM, mlp_t_size: 0, num_heads: 3, pos_encodings: 0, rope_theta: 10000, seq_len: 81, vocab_size: 11 }
  const arch = { ...ARCH.trm, pos_encodings: 'rope', puzzle_emb_len: undefined, mlp_t: false }
  for (const [stated, config, said] of /** @type {[object, Config, RegExp][]} */ ([
    [{}, { ...rope, puzzle_emb_len: 16, puzzle_emb_ndim: 48 }, /puzzle_emb_len is not stated; its code has 16/],
    [{ puzzle_emb_len: 0 }, { ...rope, puzzle_emb_len: 2 }, /./],
  ])) {
    const { file, notes } = await convert(await folderOf('step_5', await stateOf(config, 6), { ...arch, ...stated }))
    assert.ok(weightsOf(file).equals(weightsOf(await makeModel(config, randomWeights(6)))))
    assert.match(notes, said)
  }
})

test('rope has no tensor that tells the cells: the vocabulary does, or --seq-len', async () => {
  const rope = { ...GENERIC, pos_encodings: 0, rope_theta: 10000 }
  const arch = { ...ARCH.hrm, pos_encodings: 'rope' }
  const folder = await folderOf('checkpoint', await stateOf(rope, 5), arch)
  const { files } = await openFiles(folder)
  await refused(convertCheckpoint(files), 'CHECKPOINT_INVALID', /vocabulary of 7 does not tell it.*--seq-len/)
  const { file, notes } = await convert(folder, { seqLen: 13 })
  assert.match(notes, /seq_len is not stated; 13/)
  assert.ok(weightsOf(file).equals(weightsOf(await makeModel(rope, randomWeights(5)))))
  const learned = await folderOf('checkpoint', state)
  await refused(convert(learned, { seqLen: 14 }), 'CHECKPOINT_INVALID', /has 13 cells .*not 14/)
  const sudoku = { ...rope, vocab_size: 11, seq_len: 81 }
  assert.equal((await convert(await folderOf('checkpoint', await stateOf(sudoku, 5), arch))).info.task, 'sudoku')
})

test('weights are found however they are wrapped, and what is taken is said', async () => {
  const raw = others(state)
  const optimizer = {
    state: new Map([[0, { step: 3, exp_avg: floats([2], [1, 2]) }]]),
    param_groups: [{ lr: 1e-4, betas: new Tuple(0.9, 0.95) }],
  }
  const generator = new Call('numpy.random._pickle __randomstate_ctor', [])
  const wrapped = /** @type {[string, unknown, RegExp][]} */ ([
    ['DDP', prefixed(state, 'module._orig_mod.model.inner.'), /./],
    [
      'compiled inside',
      new Map([...state].map(([name, one]) => [name.replace('level.', 'level._orig_mod.'), one])),
      /./,
    ],
    ['model', { model: state, optimizer, epoch: 3 }, /The weights are those in "model"[^]*left: optimizer, epoch/],
    ['state_dict', { state_dict: prefixed(state, 'model.'), hyper_parameters: { lr: new Tuple(1) } }, /"state_dict"/],
    [
      'EMA beside',
      { model: raw, ema: { mu: 0.999, shadow: state } },
      /averaged weights "ema\.shadow" are taken, and what they lack from "model"/,
    ],
    ['EMA alone', { ema: state }, /averaged weights "ema" are taken/],
    [
      'EMA of parameters',
      {
        model: new Map([...raw, ...[...state].filter(([name]) => name.endsWith('init'))]),
        ema_state_dict: new Map([...state].filter(([name]) => !name.endsWith('init'))),
      },
      /"ema_state_dict"/,
    ],
    [
      'Lightning',
      {
        'pytorch-lightning_version': '2.5',
        state_dict: raw,
        callbacks: { EMACallback: { shadow: state, decay: 0.9 } },
        optimizer_states: [optimizer],
      },
      /callbacks\.EMACallback\.shadow/,
    ],
    [
      'random states',
      {
        model: state,
        numpy: new Tuple(
          'MT19937',
          new Call(
            'numpy._core.multiarray _reconstruct',
            [new Call('numpy ndarray', []), new Tuple(0), 'b'],
            new Tuple(1, new Tuple(624), null, false, 'x'),
          ),
          624,
        ),
        python: new Tuple(3, new Tuple(2147483648, 5), null),
        torch: new SavedTensor({ shape: [8], type: 'ByteStorage', bytes: new Uint8Array(8) }),
      },
      /left: numpy, python, torch/,
    ],
    [
      'parameters',
      new Map(
        [...state].map(([name, one]) => [
          name,
          new Call('torch._utils _rebuild_parameter', [one, true, new Call('collections OrderedDict', [])]),
        ]),
      ),
      /./,
    ],
    [
      'buffers',
      new Map([
        ...state,
        ['rotary_emb.cos_cached', floats([2, 2], [1, 2, 3, 4])],
        ['puzzle_emb.local_weights', floats([1, 2], [0, 0])],
      ]),
      /are left: rotary_emb\.cos_cached, puzzle_emb\.local_weights/,
    ],
    [
      'an average in the same dict',
      {
        state_dict: new Map([...prefixed(raw, 'model.'), ...prefixed(state, 'ema_model.')]),
      },
      /averaged weights "state_dict\.ema_model" are taken, and what they lack from "state_dict"/,
    ],
    [
      'an average beside, unwrapped',
      new Map([...raw, ...prefixed(state, 'ema.')]),
      /averaged weights "ema" are taken, and what they lack from the state dict/,
    ],
    [
      'under a name of its own',
      { state_dict: new Map([...prefixed(state, 'solver.'), ['loss.scale', floats([1], [2])]]) },
      /The weights are those in "state_dict\.solver"[^]*no tensors of it: loss\.scale/,
    ],
    [
      'two averages',
      { model: raw, ema: state, ema_slow: raw },
      /averaged weights "ema" are taken[^]*Other weights in the file are left: "ema_slow"/,
    ],
  ])
  for (const [name, saved, said] of wrapped)
    assert.match((await holds(await folderOf('last.ckpt', saved))).notes || name, said, name)
  for (const [name, saved, sentence] of /** @type {[string, unknown, RegExp][]} */ ([
    ['two models', { teacher: state, student: raw }, /several models, teacher and student/],
    [
      'two models in one dict',
      new Map([...prefixed(state, 'teacher.'), ...prefixed(raw, 'student.')]),
      /several models, (teacher and student|student and teacher)/,
    ],
    ['no model', { optimizer, epoch: 1 }, /no weights of a model of this family are in it: it holds optimizer, epoch/],
    ['a list', [1, 2], /it is no dict/],
    ['a whole module', new Call('models.hrm HRM', []), /names models\.hrm\.HRM.*nothing of it was run.*state_dict\(\)/],
    ['an unknown global', { model: state, numpy: generator }, /__randomstate_ctor/],
    ['twice', new Map([...state, ...prefixed(state, 'module.')]), /twice/],
  ]))
    await refused(convert(await folderOf('last.ckpt', saved)), 'CHECKPOINT_INVALID', sentence).catch((error) =>
      assert.fail(`${name}: ${error}`),
    )
})

test('a safetensors file is read, and checked against its own size', async () => {
  const safetensors = (/** @type {State} */ tensors, /** @type {(header: any) => void} */ edit = () => {}) =>
    safetensorsFile(tensors, 'model.inner.', edit)
  const folder = await folderOf('unused', {}, null)
  const path = join(folder, 'model.safetensors')
  const config = {
    model_type: 'hrm',
    architectures: ['HrmForCausalLM'],
    h_layers: 2,
    l_layers: 1,
    h_cycles: 2,
    l_cycles: 2,
    num_attention_heads: 3,
    hidden_size: 24,
    max_position_embeddings: 13,
    halt_max_steps: 4,
    pos_encodings: 'learned',
    puzzle_emb_ndim: 48,
  }
  await writeFile(join(folder, 'config.json'), JSON.stringify(config))
  await writeFile(path, safetensors(state))
  const { info, file } = await convert(folder)
  assert.ok(weightsOf(file).equals(weightsOf(models.hrm)))
  assert.equal(info.architecture, 'HRM, port to transformers')
  const first = 'model.inner.embed_tokens.embedding_weight'
  for (const [bytes, sentence] of /** @type {[Buffer, RegExp][]} */ ([
    [safetensors(state).subarray(0, -4), /breaks off: its header says/],
    [safetensors(state).subarray(0, 100), /breaks off in its header/],
    [safetensors(state, (header) => (header[first].shape = [7, 25])), /has 672 bytes, but its shape and type need 700/],
    [safetensors(state, (header) => (header[first].dtype = 'F8_E4M3')), /type F8_E4M3, which is not read/],
    [safetensors(state, (header) => (header[first].data_offsets = [0, 'a'])), /no shape and place/],
  ])) {
    await writeFile(path, bytes)
    await refused(convert(folder), 'CHECKPOINT_INVALID', sentence)
  }
})

test('what is no checkpoint is called by its name, and nothing is left behind', async () => {
  const whole = await readFile(join(await folderOf('checkpoint', state), 'checkpoint'))
  const html = '<!DOCTYPE html><html><body>Sign in</body></html>'
  const tar = Buffer.alloc(1024)
  tar.write('ustar', 257)
  const archive = join(root, 'archive.zip')
  await writeTorchFile(archive, {})
  const kinds = /** @type {[string, Uint8Array | string, RegExp][]} */ ([
    ['empty', '', /is empty/],
    ['pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 2250000000\n', /Git LFS pointer/],
    ['page', html, /web page/],
    ['gzip', gzipSync(whole), /compressed by gzip/],
    ['legacy', Buffer.from('80028a0a6cfc9c46f9206aa850192e', 'hex'), /torch before 1\.6/],
    ['legacy, protocol 4', Buffer.from('80049511000000000000008a0a6cfc9c46f9206aa850192e', 'hex'), /torch before 1\.6/],
    ['half', whole.subarray(0, whole.length / 2), /breaks off/],
    ['nearly whole', whole.subarray(0, -30), /breaks off/],
    ['tar', tar, /tar archive/],
    ['bzip2', 'BZh91AY&SY', /compressed by bzip2/],
    ['xz', Buffer.from('fd377a585a000004', 'hex'), /compressed by xz/],
    ['zstd', Buffer.from('28b52ffd0458', 'hex'), /compressed by zstd/],
    ['7z', Buffer.from('377abcaf271c', 'hex'), /a 7z archive/],
    ['HDF5', Buffer.from('894844460d0a1a0a', 'hex'), /an HDF5 file/],
    ['GGUF', 'GGUF\x03\0\0\0', /a GGUF file/],
    [
      'a zipped folder',
      await zipOf(['run/all_config.yaml', 'run/step_5'], true),
      /archive of files \((?:all_config\.yaml|step_5), \.\.\.\): unpack it/,
    ],
    [
      'a stored folder',
      await zipOf(['run/all_config.yaml', 'run/step_5'], false),
      /archive of files .*unpack it and give the folder/,
    ],
    [
      'TorchScript',
      await zipOf(['net/data.pkl', 'net/code/net.py', 'net/constants.pkl'], false),
      /a TorchScript program/,
    ],
    ['npz', await zipOf(['weights.npy'], false), /archive of numpy’s arrays/],
    ['another zip', await zipOf(['a/b.txt'], true), /no entry data\.pkl/],
    [
      'a checkpoint that was zipped anew',
      await zipOf(['archive/data.pkl', 'archive/data/0'], true),
      /is compressed, which torch\.save does not do/,
    ],
    ['pickle', Buffer.from('80047d942e', 'hex'), /bare pickle/],
    ['array', Buffer.from('\x93NUMPY\x01\0', 'latin1'), /array of numpy/],
    ['weights', models.hrm, /weights file \(\.hrm\) already/],
    ['text', '{"a": 1}', /text \(JSON\)/],
    ['zip of torch without tensors', await readFile(archive), /no weights of a model/],
    ['anything', 'anything', /no zip as torch\.save/],
  ])
  const folder = await folderOf('checkpoint', state)
  const out = join(root, 'out')
  await mkdir(out)
  for (const [name, content, sentence] of kinds) {
    await writeFile(join(folder, 'checkpoint'), content)
    await refused(convert(folder), 'CHECKPOINT_INVALID', sentence).catch((error) => assert.fail(`${name}: ${error}`))
  }
  const { code, stdout, stderr } = await hrm([
    'convert',
    '--checkpoint',
    folder,
    '--dtype',
    'f32',
    '--out',
    join(out, 'a.hrm'),
  ])
  assert.deepEqual([code, stdout], [3, ''])
  assert.match(stderr, /^error: .*no zip as torch\.save.*\n$/)
  assert.deepEqual(await readdir(out), [])
})

test('a setting that changes what is computed is refused, one that is not known is named', async () => {
  for (const [setting, sentence] of /** @type {[object, RegExp][]} */ ([
    [{ causal: true }, /causal is true, which changes what is computed/],
    [{ pre_norm: true }, /pre_norm is true/],
    [{ num_key_value_heads: 1 }, /num_key_value_heads is 1/],
    [{ rope_scaling: { type: 'yarn' } }, /rope_scaling is/],
    [{ mlp_t: true }, /mlp_t is true, but the tensors of L_level say otherwise/],
    [{ pos_encodings: 'alibi' }, /pos_encodings is "alibi"/],
  ]))
    await refused(
      convert(await folderOf('checkpoint', state, { ...ARCH.hrm, ...setting })),
      'CHECKPOINT_INVALID',
      sentence,
    )
  const same = {
    causal: false,
    pre_norm: false,
    num_key_value_heads: 3,
    rope_scaling: null,
    mlp_t: false,
    my_note: 'x',
  }
  const { notes } = await holds(await folderOf('checkpoint', state, { ...ARCH.hrm, ...same }))
  assert.match(notes, /not known here and left out of account: my_note\./)
  assert.doesNotMatch(notes, /causal/)
})

test('relatives that compute something else are refused by name', async () => {
  const extra = (/** @type {string} */ name) => new Map([...state, [name, floats([2, 2], [1, 2, 3, 4])]])
  for (const [saved, arch, sentence] of /** @type {[State, object, RegExp][]} */ ([
    [extra('L1_init'), ARCH.hrm, /hier6/],
    [extra('L_level.layers.0.mlp.dwconv.weight'), ARCH.hrm, /convolution/],
    [extra('reasoning.0.attn.up_proj'), ARCH.hrm, /TRM3/],
    [extra('L_level.layers.0.norm1.weight'), ARCH.hrm, /norms with weights/],
    [
      new Map([...state].filter(([name]) => !name.startsWith('L_'))),
      { ...ARCH.hrm, name: 'a@Model_ACTV2' },
      /plain transformer/,
    ],
    [state, { ...ARCH.hrm, name: 'a@Another' }, /a@Another is not an architecture that is known here/],
    [state, /** @type {any} */ (null), /No configuration lies beside/],
  ]))
    await refused(convert(await folderOf('checkpoint', saved, arch)), 'CHECKPOINT_INVALID', sentence)
})

/** q k' of every pair of cells after rotating by two-dimensional positions, written as EqR's code does: each half of a
 * head by itself.
 * @param {number[][]} q @param {number[][]} k [cells][dim] @param {number} columns @param {number} theta */
function productsOfHalves(q, k, columns, theta) {
  const rotated = (/** @type {number[]} */ vector, /** @type {number} */ cell) =>
    [Math.floor(cell / columns), cell % columns].flatMap((position, part) => {
      const half = vector.slice((part * vector.length) / 2, ((part + 1) * vector.length) / 2)
      const pairs = half.length / 2
      return half.map((one, i) => {
        const angle = position * theta ** (-(i % pairs) / pairs)
        return one * Math.cos(angle) + (i < pairs ? -half[i + pairs] : half[i - pairs]) * Math.sin(angle)
      })
    })
  return q.map((a, s) => k.map((b, t) => rotated(a, s).reduce((sum, one, i) => sum + one * rotated(b, t)[i], 0)))
}

test('two-dimensional positions: EqR’s halves of a head become pairs of the whole, nano-trm’s are those of its table', () => {
  const [columns, theta, dim] = [3, 100, 8]
  const config = { puzzle_emb_len: 0, seq_len: 6, hidden_size: 16, num_heads: 2, rope_theta: theta }
  const next = random(9)
  const [q, k] = [1, 2].map(() => Array.from({ length: 6 }, () => Array.from({ length: dim }, () => next() - 0.5)))
  const table = (/** @type {boolean} */ own, /** @type {(angle: number) => number} */ wave) => {
    const values = new Float32Array(6 * 4)
    planeTable(config, { columns, own }, wave, values)
    return values
  }
  const [cosines, sines] = [table(true, Math.cos), table(true, Math.sin)]
  /** As the core rotates: number j with number j + dim / 2. */
  const rotated = (/** @type {number[]} */ vector, /** @type {number} */ cell) => {
    const ordered = vector.map((_, row) => vector[rowOfPlane(row, 16, 2)])
    return ordered.map((one, i) => {
      const at = cell * 4 + (i % 4)
      return one * cosines[at] + (i < 4 ? -ordered[i + 4] : ordered[i - 4]) * sines[at]
    })
  }
  const wanted = productsOfHalves(q, k, columns, theta)
  q.forEach((a, s) =>
    k.forEach((b, t) => {
      const product = rotated(a, s).reduce((sum, one, i) => sum + one * rotated(b, t)[i], 0)
      assert.ok(Math.abs(product - wanted[s][t]) < 1e-6, `${s}, ${t}`)
    }),
  )
  assert.deepEqual(
    [16, 24, 31].map((row) => rowOfPlane(row, 16, 2)),
    [16, 24, 31],
    'v, and the last of q and k, stay',
  )
  // Rows and columns by the first frequencies of one dimension; a prefix by its own positions.
  const prefixed = new Float32Array(8 * 4)
  planeTable({ ...config, puzzle_emb_len: 2 }, { columns, own: false }, (angle) => angle, prefixed)
  const near = (/** @type {number} */ token, /** @type {number[]} */ angles) =>
    angles.forEach((angle, j) => assert.ok(Math.abs(prefixed[4 * token + j] - angle) < 1e-6, `${token}, ${j}`))
  near(1, [1, 100 ** -0.25, 0.1, 100 ** -0.75])
  near(7, [1, 100 ** -0.25, 2, 2 * 100 ** -0.25])
})

test('of a folder the checkpoint that is meant is taken, or asked for', async () => {
  const folder = await folderOf('step_90', state)
  await writeTorchFile(join(folder, 'step_1000'), state)
  await writeFile(join(folder, 'optimizer.pt'), 'x')
  assert.match((await holds(folder)).notes, /Of 2 checkpoints step_1000 is taken/)
  await holds(join(folder, 'step_90'))
  // A file of any name, with its configuration beside it; and one folder deeper.
  await writeTorchFile(join(folder, 'weights of tuesday'), state)
  await holds(join(folder, 'weights of tuesday'))
  // Whatever else lies in folders beside it, as a run's logs do.
  const logs = join(folder, 'logs')
  await mkdir(logs)
  await Promise.all(Array.from({ length: MOST_FILES }, (_, i) => writeFile(join(logs, `${i}`), '')))
  await holds(join(folder, 'weights of tuesday'))
  const two = await folderOf('a.pt', state)
  await writeTorchFile(join(two, 'b.pt'), state)
  await refused(convert(two), 'CHECKPOINT_INVALID', /several checkpoints: a\.pt, b\.pt\. Give the one/)
  const parts = await folderOf('model-00001-of-00002.safetensors', {})
  await writeTorchFile(join(parts, 'model-00002-of-00002.safetensors'), {})
  await writeFile(join(parts, 'model.safetensors.index.json'), '{ "weight_map": {} }')
  await refused(convert(parts), 'CHECKPOINT_INVALID', /model-00001-of-00002\.safetensors is one part of several/)
  const named = await folderOf('step_155718_sudoku_epoch50k', state)
  await writeTorchFile(join(named, 'step_9_sudoku_epoch5'), others(state))
  await writeFile(join(named, 'step_155718_sudoku_all_preds.0'), 'x')
  assert.match((await holds(named)).notes, /Of 2 checkpoints step_155718_sudoku_epoch50k is taken/)
  const none = join(root, 'none')
  await mkdir(none)
  await refused(convert(none), 'CHECKPOINT_INVALID', /has no checkpoint/)
})
