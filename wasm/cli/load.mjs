import { pathToFileURL } from 'node:url'
import { createRuntime } from '../src/runtime.js'
import { oneOf } from './output.mjs'

export const VARIANTS = /** @type {const} */ (['auto', 'scalar', 'simd', 'relaxed'])
export const HALTS = /** @type {const} */ (['none', 'rules', 'q'])

/** @param {string} path @param {string} [variant] */
export async function loadFile(path, variant = 'auto') {
  const runtime = await createRuntime({ variant: oneOf(variant, 'variant', VARIANTS) })
  return { runtime, model: await runtime.loadModel(pathToFileURL(path)) }
}
