// The rows of a puzzle embedding that are asked for: by number, or by the names in identifiers.json.
import { refuse } from './refuse.js'

const PIECE = 2 ** 20

/** The texts of a JSON list of texts, with their places, read in pieces: the list of ARC's names has some 60 MB.
 * @param {Blob} blob @returns {AsyncGenerator<[string, number]>} */
async function* textsOf(blob) {
  const decoder = new TextDecoder()
  let rest = ''
  let index = 0
  for (let at = 0; at < blob.size; at += PIECE) {
    rest += decoder.decode(await blob.slice(at, at + PIECE).arrayBuffer(), { stream: true })
    let from = 0
    for (;;) {
      const start = rest.indexOf('"', from)
      const end = start < 0 ? -1 : closing(rest, start)
      if (end < 0) break
      const text = rest.slice(start + 1, end)
      yield [text.includes('\\') ? JSON.parse(`"${text}"`) : text, index++]
      from = end + 1
    }
    rest = rest.slice(from)
  }
}

/** Where the text ends that begins at `start`; a quote behind an odd number of backslashes belongs to it.
 * @param {string} json @param {number} start */
function closing(json, start) {
  for (let end = start; ;) {
    end = json.indexOf('"', end + 1)
    let slashes = 0
    while (json[end - 1 - slashes] === '\\') slashes++
    if (end < 0 || slashes % 2 === 0) return end
  }
}

/** @param {readonly (string | number)[]} asked numbers, or names @param {number} rows of the table
 * @param {Blob} [names] identifiers.json @returns {Promise<{ identifiers: number[], notes: string[] }>} throws
 * CHECKPOINT_INVALID where there is no such row, or where it comes twice
 */
export async function findIdentifiers(asked, rows, names) {
  if (!rows) throw refuse('This checkpoint has no puzzle embedding, so no identifiers can be chosen.')
  const wanted = asked.map(String)
  /** @type {Map<string, number>} */
  const places = new Map()
  if (names && !wanted.every((one) => /^\d+$/.test(one))) {
    const missing = new Set(wanted)
    for await (const [name, place] of textsOf(names)) {
      if (missing.delete(name)) places.set(name, place)
      if (!missing.size) break
    }
  }
  const identifiers = wanted.map((one) => {
    const place = places.get(one)
    const number = /^\d+$/.test(one) ? Number(one) : undefined
    const row = place ?? number
    if (row === undefined)
      throw refuse(
        names
          ? `No puzzle is called “${one}” in identifiers.json.`
          : `“${one}” is no number, and no identifiers.json lies beside the checkpoint that could say which it is.`,
      )
    if (row >= rows) throw refuse(`There is no puzzle identifier ${one}: the table has ${rows} rows, from 0.`)
    return row
  })
  const twice = identifiers.find((one, i) => identifiers.indexOf(one) < i)
  if (twice !== undefined) throw refuse(`The puzzle identifier ${twice} is asked for twice.`)
  const said = wanted.map((one, i) => `${i} is ${one}${one === String(identifiers[i]) ? '' : ` (${identifiers[i]})`}`)
  const notes = [
    `Of ${rows} puzzle identifiers ${identifiers.length} are taken; in the weights file ${said.slice(0, 8).join(', ')}${said.length > 8 ? ', ...' : ''}. The checksum of the table is not compared, for the rest of it is not read.`,
  ]
  return { identifiers, notes }
}
