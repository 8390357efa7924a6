// The readers of puzzles in other than the plain form, fetched by their address with the first puzzle that needs one:
// page and worker share the file.
import { assetUrls } from './assets.js'
import { HrmError, messageOf } from './errors.js'
import { importScript } from './import-script.js'

/** The one puzzle of a text. Throws PUZZLE_INVALID, or WASM_FETCH where the readers cannot be had.
 * @type {import('./model.js').Read} */
export async function readPuzzle(text, info) {
  let readers
  try {
    /** @type {typeof import('./tasks/readers.src.js')} */
    readers = await importScript(assetUrls().readers)
  } catch (cause) {
    throw new HrmError(
      'WASM_FETCH',
      `This text needs dist/readers.js, which cannot be loaded here (${messageOf(cause)}): read it first, with "hrm-wasm/tasks".`,
      { cause },
    )
  }
  return readers.readOne(readers.taskOf(info), text)
}
