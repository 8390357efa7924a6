// Where in what was saved the weights are: alone, or wrapped with an optimizer, an average and settings beside them.
import { refuse } from './refuse.js'
import { Tensor, keyText } from './unpickle.js'

/** @typedef {Map<string, Tensor>} Tensors by name */
/** @typedef {{ path: string, atTop: boolean, tensors: Tensors, left: string[] }} State path: its keys, joined by dots;
 * atTop: in the dict that was saved; left: names of what is no tensor of it
 */

/** What torch.compile, the loss head and wrappers for many processors put before a model's own names. */
const WRAPPERS = /^(?:(?:_orig_mod|module|model|inner|net|network|_forward_module|_fsdp_wrapped_module)\.)+/
const WITHIN = /\b(?:_orig_mod|_fsdp_wrapped_module|_checkpoint_wrapped_module)\./g
const AVERAGE = /ema|shadow|averag|swa/i
/** A matrix of a block: what every model of the family has. */
const BLOCK = /\.layers\.\d+\.|^lm_head\.weight$|^reasoning\.\d+\./
/** What stands before the names of one of several models in a dict: "ema_model." of "ema_model.L_level.layers...". */
const BEFORE = /^(.*?)(?:[HL]_level|lenet|reasoning)\./
const DEEPEST = 5
/** Names under which the weights of a run are usually kept, best first. */
const USUAL = ['', 'model', 'state_dict', 'model_state_dict', 'module', 'weights']

/** @param {string} name */
const plainName = (name) => name.replace(WITHIN, '').replace(WRAPPERS, '')

/** The tensors of a dict under the model's own names; of each model, where there are several side by side.
 * @param {Map<unknown, unknown>} map @param {string[]} path @returns {State[]} */
function statesOf(map, path) {
  const before = new Set([...map.keys()].flatMap((key) => BEFORE.exec(plainName(keyText(key)))?.[1] ?? []))
  /** @type {Map<string, State>} */
  const states = new Map(
    [...(before.size ? before : [''])]
      .sort((a, b) => b.length - a.length)
      .map((prefix) => {
        const whole = [...path, ...prefix.split('.').filter(Boolean)].join('.')
        return [prefix, { path: whole, atTop: !path.length, tensors: new Map(), left: [] }]
      }),
  )
  for (const [key, value] of map) {
    const name = plainName(keyText(key))
    const [prefix, state] = [...states].find(([prefix]) => name.startsWith(prefix)) ?? ['']
    if (!state || !(value instanceof Tensor)) {
      for (const { left } of state ? [state] : states.values()) left.push(keyText(key))
      continue
    }
    const own = name.slice(prefix.length)
    if (state.tensors.has(own))
      throw refuse(`The tensor ${own} is in the checkpoint twice, the second time as ${keyText(key)}.`)
    state.tensors.set(own, value)
  }
  return [...states.values()]
}

/** Every dict that has weights of a model in it, in file order.
 * @param {unknown} saved @returns {State[]} */
function statesIn(saved) {
  /** @type {State[]} */
  const states = []
  const seen = new Set()
  /** @param {unknown} value @param {string[]} path */
  const visit = (value, path) => {
    if (!(value instanceof Map) || seen.has(value) || path.length > DEEPEST) return
    seen.add(value)
    const names = [...value.keys()].filter((key) => value.get(key) instanceof Tensor)
    if (names.some((name) => BLOCK.test(plainName(keyText(name))))) states.push(...statesOf(value, path))
    for (const [key, inner] of value) if (!/optim/i.test(keyText(key))) visit(inner, [...path, keyText(key)])
  }
  visit(saved, [])
  return states
}

/** @param {unknown} saved */
function describe(saved) {
  if (!(saved instanceof Map)) return 'it is no dict'
  const names = [...saved.keys()].slice(0, 5).map(keyText)
  return names.length ? `it holds ${names.join(', ')}${saved.size > names.length ? ', ...' : ''}` : 'it is empty'
}

/** The weights to be used: the running average of a run where there is one, and what it leaves out from the weights
 * beside it.
 * @param {unknown} saved what readPickle gave @param {string} name of the file
 * @returns {{ tensors: Tensors, source: string, notes: string[] }} source: where in the file; notes: sentences */
export function findWeights(saved, name) {
  const states = statesIn(saved)
  if (!states.length) throw refuse(`${name}: no weights of a model of this family are in it: ${describe(saved)}.`)
  const average = states.find(({ path }) => AVERAGE.test(path))
  const raws = states.filter(({ path }) => !AVERAGE.test(path))
  const raw =
    USUAL.map((usual) => raws.find(({ path }) => path === usual)).find((one) => one) ??
    (raws.length === 1 ? raws[0] : undefined)
  if (raws.length && !raw)
    throw refuse(
      `${name}: it holds several models, ${raws.map(({ path }) => path).join(' and ')}; which of them is meant cannot be told.`,
    )
  const used = average ?? /** @type {State} */ (raw)
  const tensors = new Map([...(raw?.tensors ?? []), ...used.tensors])
  const source = used.path ? `"${used.path}"` : 'the state dict'
  /** @type {string[]} */
  const notes = []
  if (average)
    notes.push(
      `The averaged weights "${average.path}" are taken${raw ? `, and what they lack from ${raw.path ? `"${raw.path}"` : 'the state dict'}` : ''}.`,
    )
  else if (used.path) notes.push(`The weights are those in ${source}.`)
  const others = states.filter((one) => one !== average && one !== raw).map(({ path }) => `"${path}"`)
  if (others.length) notes.push(`Other weights in the file are left: ${others.join(', ')}.`)
  if (used.left.length && used.path) notes.push(`Left, for they are no tensors of it: ${used.left.join(', ')}.`)
  if (saved instanceof Map && used.path) {
    const beside = [...saved]
      .map(([key, value]) => ({ key: keyText(key), isTensor: value instanceof Tensor }))
      .filter(
        ({ key, isTensor }) => ![used, raw].some((one) => (one?.atTop && isTensor) || one?.path.split('.')[0] === key),
      )
      .map(({ key }) => key)
    if (beside.length) notes.push(`Beside the weights, read as data and left: ${beside.join(', ')}.`)
  }
  return { tensors, source, notes }
}
