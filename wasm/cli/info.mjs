import { loadFile } from './load.mjs'
import { writePretty } from './output.mjs'

/** @param {{}} _ @param {string[]} operands */
export async function run(_, [path]) {
  const { model } = await loadFile(path)
  await writePretty(model.info)
}
