// The rows of a puzzle embedding that are asked for: by number, or by the names in identifiers.json.
import { refuse } from './refuse.js'

const PIECE = 2 ** 20

const QUOTE = 0x22
const BACKSLASH = 0x5c

/** The places of names in a JSON list of texts. It is read in pieces, and as bytes: the list of ARC's names has some
 * 60 MB, and only texts as long as a name are looked at.
 * @param {Blob} blob @param {readonly string[]} names @returns {Promise<Map<string, number>>} of those that are there */
async function placesOf(blob, names) {
  const encoder = new TextEncoder()
  const lengths = new Set(names.map((name) => encoder.encode(name).length))
  const missing = new Set(names)
  /** @type {Map<string, number>} */
  const places = new Map()
  let rest = new Uint8Array()
  let index = 0
  for (let at = 0; at < blob.size && missing.size; at += PIECE) {
    const piece = new Uint8Array(await blob.slice(at, at + PIECE).arrayBuffer())
    const bytes = new Uint8Array(rest.length + piece.length)
    bytes.set(rest)
    bytes.set(piece, rest.length)
    let from = bytes.indexOf(QUOTE)
    for (let start = from; start >= 0; from = start) {
      let escaped = false
      let end = start + 1
      for (; end < bytes.length && bytes[end] !== QUOTE; end++) {
        if (bytes[end] !== BACKSLASH) continue
        escaped = true
        end++
      }
      if (end >= bytes.length) break
      if (escaped || lengths.has(end - start - 1)) {
        const text = new TextDecoder().decode(bytes.subarray(start, end + 1))
        const name = escaped ? JSON.parse(text) : text.slice(1, -1)
        if (missing.delete(name)) places.set(name, index)
      }
      index++
      start = bytes.indexOf(QUOTE, end + 1)
    }
    // A text that goes on in the next piece.
    rest = from < 0 ? new Uint8Array() : bytes.slice(from)
  }
  return places
}

/** @param {readonly (string | number)[]} asked numbers, or names @param {number} rows of the table
 * @param {Blob} [names] identifiers.json @returns {Promise<{ identifiers: number[], notes: string[] }>} throws
 * CHECKPOINT_INVALID where there is no such row, or where it comes twice
 */
export async function findIdentifiers(asked, rows, names) {
  if (!rows) throw refuse('This checkpoint has no puzzle embedding, so no identifiers can be chosen.')
  const wanted = asked.map(String)
  const byName = names && !wanted.every((one) => /^\d+$/.test(one))
  const places = byName ? await placesOf(names, wanted) : new Map()
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
