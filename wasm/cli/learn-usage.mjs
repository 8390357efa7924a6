// The options of `hrm learn`: those that are numbers of a new model or of the run have the names of learn.d.ts.

/** Of a new model's configuration. */
export const SIZES = [
  'hidden_size',
  'num_heads',
  'inner_size',
  'H_layers',
  'L_layers',
  'H_cycles',
  'L_cycles',
  'halt_max_steps',
  'puzzle_emb_len',
  'puzzle_emb_ndim',
  'mlp_t_size',
]
/** Of the run's settings. */
export const NUMBERS = [
  'slots',
  'seed',
  'lr',
  'adam_lr',
  'lr_min',
  'warmup',
  'weight_decay',
  'ema',
  'smoothing',
  'explore',
]

/** A name as an option: hidden-size, H-cycles.
 * @param {string} name */
export const optionOf = (name) => name.replaceAll('_', '-')

const NAMED = {
  what: ['data', 'out', 'dtype', 'state', 'model', 'seconds', 'steps', 'variant', 'threads'],
  grids: ['alphabet', 'width', 'side'],
  words: ['arch', 'pos', 'grad', 'optimizer', 'loss', 'q-continue'],
}
export const LEARN_OPTIONS = [...Object.values(NAMED).flat(), ...SIZES.map(optionOf), ...NUMBERS.map(optionOf)]

/** @param {string[]} names */
const listed = (names) => names.map((name) => `[--${optionOf(name)} N]`).join(' ')

export const LEARN_USAGE = `learn --data FILE|FOLDER --out MODEL --seconds N|--steps N [--state FILE] [--model MODEL] [--dtype f32|q8|q4]
      [--alphabet CHARACTERS] [--width N] [--side N] [--arch hrm|trm] ${listed(SIZES)} [--pos learned|rope|none]
      ${listed(NUMBERS)}
      [--grad one|cycle|full|N] [--optimizer muon|adamw] [--loss softmax|stablemax] [--q-continue] [--variant auto|simd|relaxed] [--threads N]`
export const LEARN_SUMMARY = `trains a model on pairs of grids (CSV or CSV.gz with question and answer, any characters, rows by "/" or a width), ARC's JSON, or an official
      data-set folder (its part train, where it has parts); one JSON line every two seconds, the last says what was written. --state: what to go on
      from, begun where there is none; --seconds and --steps count from its beginning. A signal ends the run, and what was learnt is written`
