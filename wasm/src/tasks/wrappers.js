// What programs put around a puzzle: tables of HTML, Markdown and LaTeX, lists in the source of a program, objects of an
// API, quotes of a mail, labels of rows. Only what is certain is taken off.
import { readJson } from './reading.js'

/** Names under which objects hold a puzzle. */
const MEMBERS = [
  'puzzle',
  'board',
  'grid',
  'question',
  'quiz',
  'problem',
  'givens',
  'cells',
  'input',
  'value',
  'mission',
]
/** Names under which they hold what is none. */
const ASIDE = /solution|answer|solved|output|target|label|start|end|goal|pencil|candidate|notes/iu
const LONGEST_LIST = 2 ** 16
const DEEPEST = 6
const BARS = /[\u00A6\u2502\u2503\u2551]/gu
/** Labels of nine rows or columns. */
const LABELS = ['ABCDEFGHI', '123456789', '012345678']

/** Rows of fields between tabs.
 * @param {string} text an HTML table */
const fromHtml = (text) =>
  text
    .replace(/<!--[^]*?-->|[\r\n]+/gu, ' ')
    .split(/<\/tr\s*>/iu)
    .map((row) =>
      row
        .split(/<\/t[dh]\s*>/iu)
        .slice(0, -1)
        .map((cell) =>
          cell
            .replace(/^[^]*<t[dh](?=[\s>])/iu, '<td')
            .replace(/<input\b[^<>]*?\bvalue="([^"<>]*)"[^<>]*>/giu, '$1')
            .replace(/<[^<>]*>|&nbsp;|&#160;/giu, '')
            .trim(),
        )
        .join('\t'),
    )
    .filter(Boolean)
    .join('\n')

/** The rows between bars, where each has as many, more than frames have; rules and a header above one left out.
 * @param {string[]} lines @returns {string | undefined} */
function fromBars(lines) {
  const barred = lines.map((line) => line.replace(BARS, '|').trim()).filter((line) => /^\|.*\|\.?$/u.test(line))
  const isRule = (/** @type {string} */ line) => /^\|[-+=:|\s]*-{3}[-+=:|\s]*\|$/u.test(line)
  const rule = barred.findIndex(isRule)
  const rows = (rule === 1 ? barred.slice(2) : barred)
    .filter((line) => !isRule(line))
    .map((line) =>
      line
        .replace(/\.$/u, '')
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
  const width = rows[0]?.length ?? 0
  if (
    width < 5 ||
    rows.length < 5 ||
    rows.some((row) => row.length !== width || row.some((cell) => [...cell].length > 1))
  )
    return undefined
  return rows.map((row) => row.join('\t')).join('\n')
}

/** @param {any} value */
const isScalar = (value) => typeof value !== 'object' || value === null

/** A cell of a list, which may be an object with its value and whether that is given.
 * @param {any} cell @param {boolean} areMarked some cells say that they are given */
function cellOf(cell, areMarked) {
  if (isScalar(cell)) return cell ?? ''
  return areMarked && !(cell.given ?? cell.fixed) ? '' : (cell.value ?? cell.digit ?? '')
}

/** The puzzles in a value as rows: fields between tabs, or the characters of texts.
 * @param {any} value @param {string} name @param {number} [depth] @returns {string[]} */
function puzzlesIn(value, name, depth = 0) {
  if (typeof value === 'string') return [value]
  if (isScalar(value) || depth > DEEPEST) return []
  if (Array.isArray(value)) {
    if (value.every((row) => typeof row === 'string' && row.length > 1)) return [value.join('\n')]
    if (value.length >= 16 && value.every(isScalar)) return [value.map((cell) => cell ?? '').join('\t')]
    const cells = value.flat()
    const isCell = (/** @type {any} */ cell) =>
      isScalar(cell) || ['value', 'given', 'fixed'].some((key) => key in cell) || !Object.keys(cell).length
    if (value.length > 1 && value.every(Array.isArray) && cells.every((cell) => !Array.isArray(cell) && isCell(cell))) {
      const areMarked = cells.some((cell) => !isScalar(cell) && (cell.given ?? cell.fixed))
      return [value.map((row) => row.map((/** @type {any} */ cell) => cellOf(cell, areMarked)).join('\t')).join('\n')]
    }
    return value.flatMap((one) => (isScalar(one) ? [] : puzzlesIn(one, name, depth + 1)))
  }
  const keys = Object.keys(value)
  // Cells by their names: A1 to I9.
  if (keys.length >= 16 && keys.every((key) => /^[A-I][1-9]$/u.test(key)) && Object.values(value).every(isScalar))
    return [
      Array.from(LABELS[0], (row) =>
        Array.from(LABELS[1], (column) => String(value[row + column] ?? '').replace(/^[^1-9]?$/u, '.')).join(' '),
      ).join('\n'),
    ]
  const found = keys.filter((key) => [...MEMBERS, name].includes(key.toLowerCase()))
  if (found.length) return found.length === 1 ? puzzlesIn(value[found[0]], name, depth + 1) : []
  return keys.flatMap((key) => (isScalar(value[key]) || ASIDE.test(key) ? [] : puzzlesIn(value[key], name, depth + 1)))
}

/** A list or an object in the source of a program: between the first bracket and the last.
 * @param {string} text @param {string} name @returns {string | undefined} */
function fromList(text, name) {
  const begin =
    /^[^{=\n]*=\s*(?:new\s[\w[\],\s]+|(?:\[\w*\])+\w+(?=\{))?(?:[\w.]*array\s*\(\s*)?(?=[[{])/u.exec(text) ??
    /^\s*(?:[\w.]*array\s*\(\s*)?(?=[[{])/u.exec(text)
  const end = Math.max(text.lastIndexOf(']'), text.lastIndexOf('}'))
  if (!begin || end < begin[0].length || text.length > LONGEST_LIST) return undefined
  // What stands behind the last bracket closes what was opened before the first.
  if (!/^[\s;,)]*(?:dtype=\w+\))?$/u.test(text.slice(end + 1))) return undefined
  const list = text.slice(begin[0].length, end + 1)
  const forms = [
    list,
    list.replace(/(?<=[\d.])[ \t]+(?=[\d.])/gu, ',').replace(/\]\s*\[/gu, '],['),
    list.replaceAll('{', '[').replaceAll('}', ']'),
  ]
  for (const form of forms) {
    try {
      const puzzles = puzzlesIn(readJson(form.replace(/\b(\d)\.(?=[,\s\]])/gu, '$1')), name)
      if (puzzles.length) return puzzles.join('\n\n')
    } catch {}
  }
  return undefined
}

/** Rows without their labels - A to I, R1 to R9, 1: to 9:, [1,] to [9,], 0 to 8 before nine cells - and without the line
 * of columns above them.
 * @param {string} text @returns {string | undefined} */
function fromLabels(text) {
  const filled = text.split('\n').filter((line) => line.trim())
  const header = filled[0]?.replace(/[^0-9A-I]/gu, '') ?? ''
  const rows = filled.slice(filled.length === 10 && LABELS.includes(header) ? 1 : 0)
  if (rows.length !== 9) return undefined
  const certain = /^\s*(?:([A-I])[\s:|]|[Rr](?:ow )?(\d)[\s:]|(\d):|\[(\d),\])/u
  const numbers = /^\s*(\d)(?=(?:[\s,;|]+[^\s,;|]){9}[\s,;|]*$)[\s,;|]/u
  for (const label of [certain, numbers]) {
    const labels = rows.map((row) => label.exec(row)?.slice(1).find(Boolean) ?? '').join('')
    if (LABELS.includes(labels)) return rows.map((row) => row.replace(label, '').trim()).join('\n')
  }
  return undefined
}

/** Items of a list of rows, each in quotes, in brackets or of nine characters; a line or two of words beside them left out.
 * @param {string[]} filled @returns {string | undefined} */
function fromItems(filled) {
  const items = filled.flatMap((line) => {
    const [, item] = /^\s*[-*\u2022] +(.*?)\s*$/u.exec(line) ?? []
    const content = item && /^(["'])(.*)\1$|^(\[.*\]|\S{9})$/u.exec(item)
    return content ? [content[2] ?? content[3]] : []
  })
  return items.length > 3 && filled.length - items.length < 3 ? items.join('\n') : undefined
}

/** Rows of LaTeX: cells between &, or each in braces.
 * @param {string} text @param {string[]} filled @returns {string | undefined} */
function fromLatex(text, filled) {
  if (/\\\\(?:\s*\\hline)*\s*$/mu.test(text) && text.includes('&'))
    return filled
      .filter((line) => line.includes('&'))
      .map((line) =>
        line
          .replace(/\\\\.*$|\\hline/gu, '')
          .split('&')
          .map((cell) => cell.trim())
          .join('\t'),
      )
      .join('\n')
  const rows = filled.map((line) => line.match(/\{[^{}]?\}/gu) ?? []).filter((cells) => cells.length === 9)
  return rows.length === 9
    ? rows.map((cells) => cells.map((cell) => cell.slice(1, -1).trim()).join('\t')).join('\n')
    : undefined
}

/** A text over lines in the source of a program, without its quotes.
 * @param {string} text @returns {string | undefined} */
function fromQuotes(text) {
  const [begin, quote] = /^[^\n"'`]{0,99}("""|'''|`)\n?/u.exec(text) ?? []
  if (!begin) return undefined
  let end = text.length
  while (/[\s;,)]/u.test(text[end - 1] ?? '')) end--
  const inner = text.slice(begin.length, end - quote.length)
  if (!text.slice(begin.length, end).endsWith(quote) || inner.includes(quote)) return undefined
  const last = inner.lastIndexOf('\n')
  return last >= 0 && !inner.slice(last).trim() ? inner.slice(0, last) : inner
}

/** The text without what is around its puzzle; the text itself where that is nothing certain.
 * @param {string} text plain @param {string} name of the task, which may be that of a member too @returns {string} */
export function unwrapped(text, name) {
  const [opened, closed] = [/<t[dh][\s>]/giu, /<\/t[dh]\s*>/giu].map((tag) => text.match(tag)?.length)
  if (opened && opened === closed) return fromHtml(text)
  text = fromQuotes(text) ?? text
  let lines = text.split('\n')
  const filled = lines.filter((line) => line.trim())
  if (filled.length > 1 && filled.every((line) => /^> ?/u.test(line))) {
    text = lines.map((line) => line.replace(/^> ?/u, '')).join('\n')
    lines = text.split('\n')
  }
  const inner = fromItems(filled) ?? fromLatex(text, filled) ?? fromList(text, name) ?? fromBars(lines) ?? text
  const bare = fromLabels(inner) ?? inner
  // Numbers as programs write them that know no whole ones.
  const numbers = bare.split(/[\s,;]+/u).filter(Boolean)
  return numbers.length >= 16 && numbers.every((number) => /^\d(?:\.0+)?$/u.test(number))
    ? bare.replace(/(\d)\.0+/gu, '$1')
    : bare
}
