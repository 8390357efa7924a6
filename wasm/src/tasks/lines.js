// Text as people send it, made plain before a puzzle is looked for in it.

/** Marks that nobody sees: byte order, width, joiners, direction, the variation selector of emoji, the key around a
 * digit. */
const INVISIBLE = /[\u200B-\u200F\u2060\uFEFF\uFE0E\uFE0F\u20E3\u00AD]/g
const DIGIT = /\p{Nd}/u

/** The value of a decimal digit of any script: its block begins at a zero and holds ten or, of mathematical digits,
 * some times ten.
 * @param {string} digit */
function valueOf(digit) {
  const code = /** @type {number} */ (digit.codePointAt(0))
  let zero = code
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero--
  return (code - zero) % 10
}

/** The text with plain digits, plain line ends and nothing invisible; a text that says "\n" has line ends there.
 * @param {string} text */
export function plain(text) {
  const visible = text.replace(INVISIBLE, '').replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
  return (visible.includes('\n') ? visible : visible.replace(/\\r\\n|\\n/g, '\n'))
    .replace(/[^\x00-\x7F]/gu, (character) => (DIGIT.test(character) ? String(valueOf(character)) : character))
    .replaceAll('\u2026', '...')
    .replaceAll('\u3000', ' ')
}

/** Without the lines of a fence around it.
 * @param {string} text plain */
export function unfenced(text) {
  const lines = text.split('\n')
  const filled = lines.map((line) => line.trim() !== '')
  const [first, last] = [filled.indexOf(true), filled.lastIndexOf(true)]
  const fence = /^\s*(```|~~~)/.exec(lines[first] ?? '')?.[1]
  return fence && first < last && lines[last].trim() === fence ? lines.slice(first + 1, last).join('\n') : text
}

/** @param {number} n @param {string} noun */
export const count = (n, noun) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`
