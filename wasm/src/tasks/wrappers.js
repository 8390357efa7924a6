// What programs put around a puzzle: tables of HTML, Markdown and LaTeX, lists in the source of a program, quotes of a
// mail, labels of rows. Only what is certain is taken off.
import { readJson } from './reading.js'

/** Names under which objects hold a puzzle. */
const MEMBERS = ['puzzle', 'board', 'grid', 'question', 'quiz', 'problem', 'givens', 'cells', 'input']
const LONGEST_LIST = 2 ** 16

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
        .map((cell) => cell.replace(/<[^<>]*>|&nbsp;|&#160;/giu, '').trim())
        .join('\t'),
    )
    .filter(Boolean)
    .join('\n')

/** The rows between bars, where each has as many, more than frames have; a header and its line left out.
 * @param {string[]} lines @returns {string | undefined} */
function fromBars(lines) {
  const rows = lines
    .filter((line) => /^\s*\|.*\|\.?\s*$/u.test(line))
    .map((line) => line.trim().replace(/\.$/u, '').split('|').slice(1, -1))
  const width = rows[0]?.length ?? 0
  if (width < 5 || rows.length < 5 || rows.some((row) => row.length !== width)) return undefined
  const rule = rows.findIndex((row) => row.every((cell) => /^\s*:?-{3,}:?\s*$/u.test(cell)))
  const body = rule === 1 ? rows.slice(2) : rule === 0 ? rows.slice(1) : rows
  if (body.some((row) => row.some((cell) => [...cell.trim()].length > 1))) return undefined
  return body.map((row) => row.map((cell) => cell.trim()).join('\t')).join('\n')
}

/** A value as rows: fields between tabs, or the characters of texts.
 * @param {any} value @param {string} name @returns {string | undefined} */
function rowsOf(value, name) {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) {
    if (value.every((row) => typeof row === 'string' && row.length > 1)) return value.join('\n')
    if (value.length > 1 && value.every((row) => Array.isArray(row) && row.every((cell) => !Array.isArray(cell))))
      return value.map((row) => row.map((/** @type {unknown} */ cell) => cell ?? '').join('\t')).join('\n')
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const found = Object.keys(value).filter((key) => [...MEMBERS, name].includes(key.toLowerCase()))
  return found.length === 1 ? rowsOf(value[found[0]], name) : undefined
}

/** A list or an object in the source of a program: between the first bracket and the last.
 * @param {string} text @param {string} name @returns {string | undefined} */
function fromList(text, name) {
  const begin =
    /^[^{=\n]*=\s*(?:new\s[\w[\]\s]+)?(?:[\w.]*array\s*\(\s*)?(?=[[{])/u.exec(text) ??
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
      return rowsOf(readJson(form.replace(/\b(\d)\.(?=[,\s\]])/gu, '$1')), name)
    } catch {}
  }
  return undefined
}

/** Rows without their labels: A to I, R1 to R9, 1: to 9:, and without the line of columns above them.
 * @param {string[]} lines @returns {string | undefined} */
function fromLabels(lines) {
  const filled = lines.filter((line) => line.trim())
  const rows = filled.slice(
    filled.length === 10 && /^\W*1\W*2\W*3\W*4\W*5\W*6\W*7\W*8\W*9\W*$/u.test(filled[0]) ? 1 : 0,
  )
  const isLabelled =
    rows.length === 9 &&
    rows.every((row, i) =>
      RegExp(`^\\s*(?:${'ABCDEFGHI'[i]}[\\s:|]|[Rr](?:ow )?${i + 1}[\\s:]|${i + 1}:)`, 'u').test(row),
    )
  return isLabelled
    ? rows.map((row) => row.replace(/^\s*(?:[A-I][\s:|]|[Rr](?:ow )?\d[\s:]|\d:)/u, '').trim()).join('\n')
    : undefined
}

/** The text without what is around its puzzle; the text itself where that is nothing certain.
 * @param {string} text plain @param {string} name of the task, which may be that of a member too @returns {string} */
export function unwrapped(text, name) {
  if (/<td[\s>]/iu.test(text)) return fromHtml(text)
  let lines = text.split('\n')
  const filled = lines.filter((line) => line.trim())
  if (filled.length > 1 && filled.every((line) => /^> ?/u.test(line))) {
    text = lines.map((line) => line.replace(/^> ?/u, '')).join('\n')
    lines = text.split('\n')
  }
  if (filled.length >= 9 && filled.every((line) => /^\s*[-*\u2022] \S{9}\s*$/u.test(line)))
    return filled.map((line) => line.trim().slice(2)).join('\n')
  if (/\\\\\s*$/mu.test(text) && text.includes('&'))
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
  // Numbers as programs write them that know no whole ones.
  const numbers = text.split(/[\s,;]+/u).filter(Boolean)
  if (numbers.length >= 16 && numbers.every((number) => /^(?:\d\.0+|nan)$/iu.test(number)))
    return text.replace(/(\d)\.0+/gu, '$1').replace(/nan/giu, '')
  return fromList(text, name) ?? fromBars(lines) ?? fromLabels(lines) ?? text
}
