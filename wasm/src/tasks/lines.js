// Text as people send it, made plain before a puzzle is looked for in it.

/** Marks that nobody sees: byte order, width, joiners, direction, the variation selector of emoji, the key around a
 * digit. */
const INVISIBLE = /[\u200B-\u200F\u2060\uFEFF\uFE0E\uFE0F\u20E3\u00AD]/g
/** Colours of a terminal. */
const ESCAPES = /\x1B\[[\d;]*[A-Za-z]/g
const DIGIT = /\p{Nd}/u
/** How a block of code begins and ends: in Markdown, of a forum, of HTML. */
const BLOCKS = [
  [/^[ \t]*(?:```|~~~).*\n/m, /\n[ \t]*(?:```|~~~)[ \t]*$/m],
  [/\[code[^\]\n]{0,99}\]\n?/i, /\n?\[\/code\]/i],
  [/<pre[^>\n]{0,999}>\n?/i, /\n?<\/pre>/i],
]

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
  const visible = text
    .replace(INVISIBLE, '')
    .replace(ESCAPES, '')
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
  return (visible.includes('\n') ? visible : visible.replace(/\\r\\n|\\n/g, '\n'))
    .replace(/[^\x00-\x7F]/gu, (character) => (DIGIT.test(character) ? String(valueOf(character)) : character))
    .replaceAll('\u2026', '...')
    .replaceAll('\u3000', ' ')
}

/** What stands in the one block of code that a text has; the text itself where there is none, or more than one.
 * @param {string} text plain */
export function unfenced(text) {
  for (const [begin, end] of BLOCKS) {
    const begun = begin.exec(text)
    const rest = begun && text.slice(begun.index + begun[0].length)
    const ended = rest && end.exec(rest)
    if (ended) return begin.test(rest.slice(ended.index + ended[0].length)) ? text : rest.slice(0, ended.index)
  }
  return text
}

/** @param {number} n @param {string} noun */
export const count = (n, noun) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`
