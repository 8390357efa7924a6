// The options of a run as words of memory (hrm_learn_options), and the configuration of a new model.
import { HrmError } from '../errors.js'
import { findTask } from '../tasks/index.js'
import { CONFIG_BYTES, CONFIG_FIELDS, POSITIONS, RULE, writeConfig } from '../layout.js'

/** @typedef {import('./core.js').LearnCore} LearnCore */
/** @typedef {import('../layout.js').Config} Config */
/** @typedef {import('../learn.d.ts').LearnSettings} LearnSettings */
/** @typedef {import('../learn.d.ts').NewConfig} NewConfig */

/** hrm_learn_options' fields behind the config, in order: 12 u32, then 14 f32. */
const WORDS = /** @type {const} */ ([
  'mode',
  'slots',
  'microbatch',
  'gradient_calls',
  'loss',
  'optimizer',
  'q_continue',
  'seed',
  'stagger',
  'unknown_token',
  'midway_from',
  'warmup',
])
const FLOATS = /** @type {const} */ ([
  'lr',
  'adam_lr',
  'lr_min',
  'weight_decay',
  'beta2',
  'clip',
  'ema',
  'smoothing',
  'explore',
  'init_noise',
  'noise',
  'retry',
  'retry_share',
  'midway',
])
export const OPTIONS_BYTES = CONFIG_BYTES + 4 * (WORDS.length + FLOATS.length)
const LOSSES = ['softmax', 'stablemax']
const OPTIMIZERS = ['muon', 'adamw']
/** Words that are chosen by what the run is, not by its settings. */
const NOT_SETTINGS = ['mode']

/** @typedef {Record<typeof WORDS[number] | typeof FLOATS[number], number>} Options */

/** @param {LearnCore} core @param {number} address @returns {Options} */
function readOptions(core, address) {
  const words = core.u32(address + CONFIG_BYTES, WORDS.length)
  const floats = core.f32(address + CONFIG_BYTES + 4 * WORDS.length, FLOATS.length)
  return /** @type {Options} */ (
    Object.fromEntries([...WORDS.map((name, i) => [name, words[i]]), ...FLOATS.map((name, i) => [name, floats[i]])])
  )
}

/** @param {LearnCore} core @param {number} address @param {Options} options */
function writeOptions(core, address, options) {
  const words = core.u32(address + CONFIG_BYTES, WORDS.length)
  const floats = core.f32(address + CONFIG_BYTES + 4 * WORDS.length, FLOATS.length)
  WORDS.forEach((name, i) => (words[i] = options[name]))
  FLOATS.forEach((name, i) => (floats[i] = options[name]))
}

/** Calls of a segment that take part in the gradient.
 * @param {LearnSettings['gradient']} gradient @param {Config} config */
function gradientCalls(gradient, { H_cycles, L_cycles }) {
  if (gradient === 'one') return 2
  if (gradient === 'cycle') return L_cycles + 1
  if (gradient === 'full') return H_cycles * (L_cycles + 1)
  return gradient
}

/** @param {string} name @param {string[]} words @param {unknown} given */
function indexOf(name, words, given) {
  const index = words.indexOf(/** @type {string} */ (given))
  if (index < 0)
    throw new HrmError('ARGUMENT', `${name} is ${words.map((word) => `"${word}"`).join(' or ')}, not "${given}".`)
  return index
}

/** Writes config and options to memory: the library's own defaults, and what the settings say.
 * @param {LearnCore} core @param {number} address of OPTIONS_BYTES @param {Config} config @param {LearnSettings}
 * settings @returns {Options} throws ARGUMENT at a setting that is none */
export function layOutOptions(core, address, config, settings) {
  const configAddress = core.alloc(CONFIG_BYTES)
  writeConfig(core, configAddress, config)
  core.call.defaults(configAddress, address)
  core.free(configAddress)
  const options = readOptions(core, address)
  for (const [name, value] of Object.entries(settings)) {
    if (value === undefined) continue
    if (name === 'loss') options.loss = indexOf(name, LOSSES, value)
    else if (name === 'optimizer') options.optimizer = indexOf(name, OPTIMIZERS, value)
    else if (name === 'gradient') options.gradient_calls = Number(gradientCalls(/** @type {any} */ (value), config))
    else if (name in options && !NOT_SETTINGS.includes(name)) {
      options[/** @type {keyof Options} */ (name)] = Number(value)
      const known = options[/** @type {keyof Options} */ (name)]
      if (
        !Number.isFinite(known) ||
        known < 0 ||
        (WORDS.includes(/** @type {any} */ (name)) && !Number.isInteger(known))
      )
        throw new HrmError('ARGUMENT', `${name} is ${JSON.stringify(value)}; it should be a number from 0.`)
    } else throw new HrmError('ARGUMENT', `There is no setting "${name}".`)
  }
  if (!Number.isInteger(options.gradient_calls) || options.gradient_calls < 1)
    throw new HrmError('ARGUMENT', 'gradient is "one", "cycle", "full" or a number of calls of a segment.')
  writeOptions(core, address, options)
  return options
}

/** Sizes of a new model, small enough to learn in a page. */
const SMALL = {
  puzzle_emb_len: 1,
  hidden_size: 64,
  num_heads: 4,
  inner_size: 128,
  H_layers: 1,
  L_layers: 1,
  H_cycles: 2,
  L_cycles: 2,
  halt_max_steps: 8,
  pos_encodings: /** @type {const} */ ('learned'),
  rms_norm_eps: 1e-5,
}

/** How these differ from it, and what is known of them by name. */
const ARCHITECTURES = { hrm: {}, trm: { H_layers: 0, rules: RULE.haltAbove0 } }
/** A block with token mixing has no heads. */
const MIXING = { num_heads: 1, pos_encodings: /** @type {const} */ ('none') }

/** The configuration of a new model for these examples.
 * @param {import('../learn.d.ts').Examples} examples @param {NewConfig} wanted @returns {Config} */
export function newConfig(examples, wanted) {
  const { task, seq_len, vocab_size, grid_rows, grid_cols, num_puzzle_identifiers } = examples
  const { arch = 'hrm', ...given } = wanted
  indexOf('arch', Object.keys(ARCHITECTURES), arch)
  const { pos_encodings, ...sizes } = {
    ...SMALL,
    ...(given.mlp_t_size && MIXING),
    ...given,
    ...ARCHITECTURES[arch],
  }
  const pos = indexOf('pos_encodings', [...POSITIONS], pos_encodings)
  const config = {
    dtype: 0,
    task: findTask(task)?.id ?? 0,
    grid_rows: task === 'generic' ? 0 : grid_rows,
    grid_cols: task === 'generic' ? 0 : grid_cols,
    vocab_size,
    seq_len,
    num_puzzle_identifiers: sizes.puzzle_emb_len ? Math.max(1, num_puzzle_identifiers) : 0,
    rope_theta: pos ? 1 : 10000,
    ...sizes,
    pos_encodings: pos,
  }
  const unknown = Object.keys(config).find((name) => !CONFIG_FIELDS.includes(/** @type {any} */ (name)))
  if (unknown) throw new HrmError('ARGUMENT', `A configuration has no "${unknown}".`)
  return config
}

/** What may be other than a model's own: it changes no tensor. */
const CHANGES = ['H_cycles', 'L_cycles', 'halt_max_steps']

/** What of the wanted changes a model.
 * @param {Config} config @param {NewConfig} wanted @returns {Partial<Config>} throws ARGUMENT where it would be another
 * model */
export function changesOf(config, wanted) {
  const { arch, pos_encodings, ...sizes } = wanted
  const known = config.H_layers ? 'hrm' : 'trm'
  if (arch !== undefined && arch !== known)
    throw new HrmError('ARGUMENT', `The model is of arch "${known}"; weights cannot be had as "${arch}".`)
  const same = { ...sizes, ...(pos_encodings && { pos_encodings: POSITIONS.indexOf(pos_encodings) }) }
  for (const [name, value] of Object.entries(same)) {
    const has = config[/** @type {keyof Config} */ (name)]
    if (!CHANGES.includes(name) && value !== undefined && value !== has)
      throw new HrmError('ARGUMENT', `The model has ${name} ${has}; weights cannot be had with ${value}.`)
  }
  return same
}

/** Do the examples fit a model that is there already?
 * @param {import('../learn.d.ts').Examples} examples @param {Config} config */
export function checkFits({ seq_len, vocab_size, num_puzzle_identifiers }, config) {
  for (const [name, has, wants] of /** @type {[string, number, number][]} */ ([
    ['seq_len', seq_len, config.seq_len],
    ['vocab_size', vocab_size, config.vocab_size],
  ]))
    if (has !== wants) throw new HrmError('DATA_INVALID', `The examples have ${name} ${has}; this model has ${wants}.`)
  if (num_puzzle_identifiers > Math.max(1, config.num_puzzle_identifiers))
    throw new HrmError(
      'DATA_INVALID',
      `The examples have ${num_puzzle_identifiers} puzzle identifiers; this model has ${config.num_puzzle_identifiers}.`,
    )
}
