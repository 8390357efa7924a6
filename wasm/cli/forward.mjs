import { readFile } from 'node:fs/promises'
import { messageOf } from '../src/errors.js'
import { loadFile } from './load.mjs'
import { InputError, wholeNumber, write } from './output.mjs'

/** @param {string} path @returns {Promise<{ inputs: number[][], identifiers: number[] }>} */
async function readInputs(path) {
  let content
  try {
    content = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new InputError(`${path} cannot be read as JSON: ${messageOf(error)}`)
  }
  const { inputs, puzzle_identifiers: identifiers = inputs?.map?.(() => 0) } = content ?? {}
  if (!Array.isArray(inputs) || !inputs.every(Array.isArray))
    throw new InputError(`${path} has no "inputs", a list of lists of tokens.`)
  if (!Array.isArray(identifiers) || identifiers.length !== inputs.length)
    throw new InputError(`${path}: "puzzle_identifiers" is not one number an input.`)
  return { inputs, identifiers }
}

/** @param {{ model: string, inputs: string, segments: string, variant: string, threads: string }} options */
export async function run(options) {
  const maxSegments = wholeNumber(options.segments, 'segments')
  const { inputs, identifiers } = await readInputs(options.inputs)
  const { model } = await loadFile(options.model, options.variant, options.threads)
  const { seq_len, vocab_size } = model.info.config
  /** @type {number[][][]} */
  const q = Array.from({ length: maxSegments }, () => [])
  /** @type {number[][][][]} */
  const logits = q.map(() => [])
  /** @type {number[][][]} */
  const argmax = q.map(() => [])
  for (const [example, input] of inputs.entries()) {
    // Tokens, not a task's cells: a plain array would be taken as digits by a Sudoku model. Uint16Array.from would wrap
    // what does not fit.
    const wrong = input.find((token) => !Number.isInteger(token) || token < 0 || token >= vocab_size)
    if (wrong !== undefined)
      throw new InputError(`Example ${example}: the token ${wrong} is not one of 0 to ${vocab_size - 1}.`)
    const steps = model.solve(Uint16Array.from(input), {
      maxSegments,
      puzzleIdentifier: identifiers[example],
      halt: 'none',
      logits: true,
    })
    for await (const { segment, tokens, qHalt, qContinue, logits: flat } of steps) {
      q[segment - 1].push([qHalt, qContinue])
      argmax[segment - 1].push(Array.from(tokens))
      logits[segment - 1].push(
        Array.from({ length: seq_len }, (_, i) =>
          Array.from(/** @type {Float32Array} */ (flat).subarray(i * vocab_size, (i + 1) * vocab_size)),
        ),
      )
    }
  }
  await write(`${JSON.stringify({ inputs, puzzle_identifiers: identifiers, argmax, q, logits })}\n`)
}
