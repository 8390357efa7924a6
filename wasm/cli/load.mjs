import { pathToFileURL } from 'node:url'
import { createRuntime } from '../src/index.js'
import { oneOf, wholeNumber } from './output.mjs'

export const VARIANTS = /** @type {const} */ (['auto', 'scalar', 'simd', 'relaxed'])
export const HALTS = /** @type {const} */ (['none', 'rules', 'q'])

/** @param {string} path @param {string} [variant] @param {string} [threads] */
export async function loadFile(path, variant = 'auto', threads = '1') {
  const runtime = await createRuntime({
    variant: oneOf(variant, 'variant', VARIANTS),
    threads: wholeNumber(threads, 'threads'),
  })
  return { runtime, model: await runtime.loadModel(pathToFileURL(path)) }
}
