// Sudokus as people write them. Rows, columns, separators, frames, headers, comments and links are told apart before any
// cell is counted. A text is read in each way that its characters allow; it is a puzzle where exactly one way gives one.
import { count, plain, unfenced } from './lines.js'
import { attempt, readOne, refuse } from './reading.js'
import { rules } from './sudoku-rules.js'
import { unwrapped } from './wrappers.js'
import { countSolutions } from './sudoku-solutions.js'

export * from './sudoku-rules.js'

/** @typedef {import('./types.d.ts').Reading} Reading */
/**
 * What a line is, read in some way: 'row', cells of one row or of several whole ones; 'whole', all 81; 'uneven', any other
 * number of cells; 'text', a header or a comment; 'gap', an empty line.
 * @typedef {{ kind: 'row' | 'whole' | 'uneven' | 'text' | 'gap', cells: string, number: number, foreign?: string }} Line
 */

const CELLS = 81
/** Of a text; far more than a list of lines needs that somebody pastes. */
const LONGEST = 4 * 2 ** 20
/** Ways that are tried: marks that may stand for a blank. */
const MOST_MARKS = 12
/** What stands between cells and between rows. */
const SEPARATORS = /[\s,;:!=/|\u00A6\u2502\u2503\u2551"'`\u2018-\u201F[\](){}<>]+/u
/** A line of these is a frame where something in it draws a line. */
const FRAME = /^[\s\-+=|*_~#:.'`\u00A6\u2010-\u2015\u2212\u2500-\u257F]+$/u
const DRAWN = /[+\u250C-\u257F]|([-=_~*\u2010-\u2015\u2212\u2500-\u250B])\1\1/u
const LINK = /(?:\b[a-z][a-z+.-]{1,15}:\/\/|\b[\w-]{1,63}\.[a-z]{2,24}[/?#])\S+/iu
const LINKS = RegExp(LINK.source, 'giu')
/** Sections of a file that hold no puzzle but what became of it. */
const ASIDE = /^\W*(state|solution|answer|marks?|pencil|candidates)\b/iu

/** Blanks at the end of a row of programs that know no number there. */
const NOTHING = /\b(?:null|None|nil|NA|NaN|nan)\b/gu

/** @param {string} cells as they come, 0 or . for blank @returns {import('./types.d.ts').Puzzle} */
const puzzleOf = (cells) => ({ rows: 9, columns: 9, cells: cells.replace(/[^1-9]/gu, '.') })

/** Digits, and a letter for each run of blanks.
 * @param {string} text @param {string} first the letter of one blank */
const unpacked = (text, first) =>
  text.replaceAll('_', '').replace(/[a-z]/gu, (letter) => '.'.repeat(1 + letter.charCodeAt(0) - first.charCodeAt(0)))

/** The puzzle in an address. Its end may be missing: programs that make links of text cut blanks off, and nothing else.
 * @param {string} link @returns {Reading} */
function fromLink(link) {
  let address = link
  try {
    address = decodeURIComponent(link)
  } catch {}
  const own = /#sudoku\/([1-9a-z]{2,81})(?![\w.])/u.exec(address)?.[1]
  // As pzpr's kin write it: g for one blank.
  const pzpr = /\bsudoku\/9\/9\/([1-9g-z]{2,81})(?!\w)/u.exec(address)?.[1]
  const letters = own ? unpacked(own, 'a') : unpacked(pzpr ?? '', 'g')
  if (letters.length === CELLS) return { puzzles: [puzzleOf(letters)] }
  const parts = address.split(/[?&=#/;,<>()[\]]/u).filter((part) => /^[1-9]*([.0_*x-])(?:[1-9]|\1)*$/iu.test(part))
  const found = [...new Set(parts.filter(({ length }) => length >= 17 && length <= CELLS))]
  if (found.length !== 1)
    return refuse(
      found.length
        ? `This address holds ${found.length} parts that could be a Sudoku; give the 81 cells alone.`
        : 'This address holds no 81 cells; what it holds is packed. Open it, export or copy the digits there, and give those.',
    )
  const [cells] = found
  const puzzle = puzzleOf(cells.padEnd(CELLS, '.'))
  if (cells.length === CELLS) return { puzzles: [puzzle] }
  if (!/[1-9]$/u.test(cells) || countSolutions(puzzle.cells) !== 1)
    return refuse(
      `The address holds ${count(cells.length, 'cell')}; a Sudoku has ${CELLS}, and these cannot be its first ones.`,
    )
  return { puzzles: [puzzle], note: `The address ends after ${cells.length} cells: blanks at its end were put back.` }
}

/** A grid of candidates, a cell with one of them a given: 81 groups of digits, or 9 characters for each cell.
 * @param {string} text @returns {string | undefined} 81 cells */
function fromCandidates(text) {
  const lines = text.split('\n').filter((line) => line.trim() && !(FRAME.test(line) && DRAWN.test(line)))
  const groups = lines.map((line) => line.split(SEPARATORS).filter(Boolean))
  const all = groups.flat()
  if (all.length === 1 && all[0].length === 9 * CELLS) {
    const cells = all[0].match(/.{9}/gu) ?? []
    const known = cells.map((cell) => [...cell].filter((character, i) => character === String(i + 1)).join(''))
    const isWhole = cells.every(
      (cell, i) =>
        known[i] && /^[.0]*$/u.test(cell.replace(/[1-9]/gu, '')) && cell.replace(/[^1-9]/gu, '') === known[i],
    )
    return isWhole ? known.map((cell) => (cell.length === 1 ? cell : '.')).join('') : undefined
  }
  if (all.length !== CELLS || groups.length !== 9 || groups.some(({ length }) => length !== 9)) return undefined
  const isRising = all.every(
    (group) => /^[1-9]+$/u.test(group) && [...group].every((digit, i) => !i || digit > group[i - 1]),
  )
  if (!isRising || all.every(({ length }) => length === 1)) return undefined
  const cells = all.map((group) => (group.length === 1 ? group : '.')).join('')
  // Where candidates were struck out, one more or less makes a given of a cell: only the whole puzzle shows that none was.
  const areUntouched = all.every(({ length }) => length === 1 || length === 9)
  return areUntouched || countSolutions(cells) === 1 ? cells : undefined
}

/** Without spaces, quotes and brackets around it; a regular expression would look at a run of spaces from each of them.
 * @param {string} field */
function unquoted(field) {
  const isAround = (/** @type {string} */ character) => /[\s"'[\](){}]/u.test(character)
  let [from, to] = [0, field.length]
  while (from < to && isAround(field[from])) from++
  while (to > from && isAround(field[to - 1])) to--
  return field.slice(from, to)
}

/** One line, where this mark is a blank; '': an empty field of a table is; undefined: 0 and a dot are.
 * @param {string} text @param {number} number @param {string | undefined} mark @returns {Line | undefined} undefined: a
 * frame */
function readLine(text, number, mark) {
  /** @param {Line['kind']} kind @param {string} [cells] */
  const line = (kind, cells = '') => ({ kind, cells, number })
  if (mark === ' ') {
    if (!text) return line('gap')
    if (FRAME.test(text) && DRAWN.test(text)) return undefined
    const cells = text.replace(/[|\u00A6\u2502\u2503\u2551]/gu, '').replace(/ /gu, '.')
    if (!/^[1-9.]*$/u.test(cells)) return line('text')
    return line(cells.length === 9 ? 'row' : cells.length === CELLS ? 'whole' : 'uneven', cells)
  }
  const isCell =
    mark === undefined
      ? /^[\d.]*$/u
      : mark === ''
        ? /^[1-9]*$/u
        : RegExp(`^[1-9${mark.replace(/[\\\]^-]/gu, '\\$&')}]*$`, 'u')
  /** @param {string} cells */
  const blanked = (cells) => cells.replace(/[^1-9]/gu, '.')
  if (!/[^\s\u00A0]/u.test(text) && !/\t/u.test(text)) return line('gap')
  if (FRAME.test(text) && DRAWN.test(text)) {
    const marks = !mark ? [] : text.split(SEPARATORS).join('')
    if (!(marks.length === 9 && isCell.test(String(marks)))) return undefined
  }
  const said = mark === '#' ? text : text.replace(/(^|\s)#.*$/u, '')
  if (!said.trim() && !/\t/u.test(said)) return line('text')
  const fields = said.split(/[\t,;]/u).map(unquoted)
  if (fields.length > 1 && fields.every((field) => [...field].length <= 1 && isCell.test(field))) {
    if (mark !== '' && fields.includes('')) return line('uneven')
    const cells = fields.map((field) => (/[1-9]/u.test(field) ? field : '.')).join('')
    return line(cells.length === 9 ? 'row' : cells.length === CELLS ? 'whole' : 'uneven', cells)
  }
  const groups = said.split(SEPARATORS).filter(Boolean)
  const whole = groups.find((group) => [...group].length === CELLS && isCell.test(group))
  if (whole) return line('whole', blanked(whole))
  const wrong = groups.find((group) => !isCell.test(group))
  if (wrong !== undefined) {
    const foreign = [...wrong].filter((character) => !isCell.test(character))
    // One mark that does not belong into what is else a row is a fault in it, not a header.
    const isFault =
      foreign.length * 9 <= [...wrong].length && groups.every((group) => group === wrong || isCell.test(group))
    return isFault ? { ...line('uneven', blanked(wrong)), foreign: foreign[0] } : line('text')
  }
  const cells = blanked(groups.join(''))
  if (!cells) return line('text')
  if (cells.length === 9) return line('row', cells)
  const areEqual = groups.every((group) => group.length === groups[0].length)
  if (cells.length === CELLS) return line(areEqual ? 'whole' : 'uneven', cells)
  return line(cells.length % 9 || cells.length > CELLS || !areEqual ? 'uneven' : 'row', cells)
}

const MIXED = 'Some lines hold 9 cells and some 81: it does not show what is one puzzle.'

/** @param {Line[]} lines of one way @returns {{ puzzles?: string[], fault: string, foreign?: string }} */
function assemble(lines) {
  const uneven = lines.filter(({ kind }) => kind === 'uneven')
  const rows = lines.filter(({ kind }) => kind === 'row')
  const wholes = lines.filter(({ kind }) => kind === 'whole')
  const foreign = uneven.find((line) => line.foreign)?.foreign
  const cells = lines.reduce((sum, line) => sum + line.cells.length, 0)
  if (cells === CELLS && uneven.length === CELLS && !foreign)
    return { puzzles: [uneven.map((line) => line.cells).join('')], fault: '' }
  if (foreign) return { fault: `is neither a digit nor a blank`, foreign }
  if (uneven.length) {
    if (rows.length + uneven.length + wholes.length === 1)
      return {
        fault:
          cells === CELLS
            ? 'The parts of this line are not of one length, so that a cell may be missing in one and too many in another.'
            : `A Sudoku has ${CELLS} cells; this text has ${cells}.`,
      }
    const said = uneven.slice(0, 3).map((line) => `line ${line.number} has ${count(line.cells.length, 'cell')}`)
    return { fault: `${said.join(', ').replace(/^l/u, 'L')}; a row of a Sudoku has 9.` }
  }
  if (rows.length && wholes.length) return { fault: MIXED }
  if (wholes.length) return { puzzles: wholes.map((line) => line.cells), fault: '' }
  // A header ends a puzzle; an empty line ends one or sets bands of three rows apart.
  /** @type {string[]} */
  const puzzles = []
  for (const part of split(lines, 'text')) {
    const blocks = split(part, 'gap').map((block) => block.map((line) => line.cells).join(''))
    const whole = blocks.join('')
    const width = Math.max(...part.map((line) => line.cells.length))
    if (width > 9 && whole.length > CELLS)
      return { fault: `Lines here have ${width} cells: grids stand side by side. Give one of them.` }
    const areBlocks = blocks.every(({ length }) => length % CELLS === 0) || blocks.every(({ length }) => length === 27)
    if (whole.length % CELLS || (whole.length > CELLS && !areBlocks))
      return {
        fault:
          whole.length % 9 || rows.length === 1
            ? `A Sudoku has ${CELLS} cells; this text has ${cells}.`
            : `A Sudoku has 9 rows; this text has ${whole.length / 9}.`,
      }
    puzzles.push(...(whole.match(/.{81}/gu) ?? []))
  }
  return puzzles.length ? { puzzles, fault: '' } : { fault: `A Sudoku has ${CELLS} cells; this text has ${cells}.` }
}

/** The runs of rows between lines of this kind.
 * @param {Line[]} lines @param {Line['kind']} kind @returns {Line[][]} none of them empty */
function split(lines, kind) {
  /** @type {Line[][]} */
  const parts = [[]]
  for (const line of lines) {
    if (line.kind === kind) parts.push([])
    else if (line.kind === 'row' || line.kind === 'gap') parts[parts.length - 1].push(line)
  }
  return parts.filter((part) => part.some((line) => line.kind === 'row'))
}

/** Lines of a table without an empty column at either end of it, or at both.
 * @param {string[]} lines */
function withoutEnds(lines) {
  const rows = lines.filter((line) => /[\t,;]/u.test(line)).map((line) => line.split(/[\t,;]/u))
  const [first, last] = [0, -1].map((at) => rows.every((row) => !row.at(at)?.trim()))
  const are = (/** @type {number} */ length) => rows.length >= 9 && rows.every((row) => row.length === length)
  const begins = first && (are(11) ? last : are(10) && !last)
  const ends = last && (are(11) ? first : are(10))
  return lines.map((line) => {
    const without = begins ? line.replace(/^ *[\t,;]/u, '') : line
    return ends ? without.replace(/[\t,;] *$/u, '') : without
  })
}

/** Nine lists of nine in the source of a program, whatever stands between them.
 * @param {string} text @returns {string | undefined} */
function fromLists(text) {
  const lists = (text.match(/[[({][^[\](){}]*[\])}]/gu) ?? []).map((list) =>
    list
      .slice(1, -1)
      .split(/[\s,]+/u)
      .map(unquoted)
      .filter(Boolean),
  )
  const rows = lists.filter((list) => list.length === 9 && list.every((cell) => cell.length === 1))
  const others = lists.filter((list) => !rows.includes(list))
  return rows.length === 9 && others.every(({ length }) => length < 5)
    ? rows.map((row) => row.join(' ')).join('\n')
    : undefined
}

/** @param {string[]} lines @param {string | undefined} mark */
function readAs(lines, mark) {
  let isAside = false
  /** @type {Line[]} */
  const read = []
  lines.forEach((text, i) => {
    const line = readLine(text, i + 1, mark)
    if (!line) return
    if (line.kind === 'text') isAside = ASIDE.test(text)
    if (!isAside) read.push(line)
  })
  return {
    ...assemble(read),
    cells: read.reduce((sum, line) => sum + (line.kind === 'text' ? 0 : line.cells.length), 0),
  }
}

/** See read in types.d.ts.
 * @param {string} given @returns {Reading} */
function read(given) {
  if (given.length > LONGEST)
    refuse(`The text has ${count(given.length, 'character')}; at most ${count(LONGEST, 'character')} are read.`)
  if (!given.trim()) refuse('This text is empty: it holds no Sudoku.')
  const text = unwrapped(unfenced(plain(given)).replace(NOTHING, '0'), rules.name)
  // Where an address stands beside a puzzle it says where that is from.
  const [link] = LINK.exec(text) ?? []
  if (link) return attempt(() => readCells(text.replace(LINKS, ' '), given)) ?? fromLink(link)
  const solo = /^\s*3x3(?:a|r[24]|md?[248])?(?:d[a-z])?:([1-9a-z_]+)\s*$/u.exec(text)?.[1]
  if (solo && unpacked(solo, 'a').length === CELLS) return { puzzles: [puzzleOf(unpacked(solo, 'a'))] }
  const lists = fromLists(text)
  return (lists ? attempt(() => readCells(lists, given)) : undefined) ?? readCells(text, given)
}

/** The puzzles of a text without addresses.
 * @param {string} text @param {string} given what it is of @returns {Reading} */
function readCells(text, given) {
  const candidates = fromCandidates(text)
  if (candidates) return { puzzles: [puzzleOf(candidates)] }
  // The end of a list is the end of a row.
  const lines = withoutEnds(text.replace(/[\])}]\s*,?/gu, '\n').split('\n'))
  /** @type {Map<string, number>} */
  const marks = new Map([[' ', 0]])
  for (const character of text) {
    if (!/[\d.]/u.test(character) && !SEPARATORS.test(character)) marks.set(character, (marks.get(character) ?? 0) + 1)
  }
  const likely = [...marks].sort(([, a], [, b]) => b - a).slice(0, MOST_MARKS)
  const ways = [undefined, '', ...likely.map(([mark]) => mark), ' '].map((mark) => readAs(lines, mark))
  const read = new Map(ways.flatMap(({ puzzles }) => (puzzles ? [[puzzles.join(), puzzles]] : [])))
  if (read.size > 1) refuse('This text can be read as more than one Sudoku: it does not show which mark is a blank.')
  for (const puzzles of read.values()) {
    // Full grids beside rows are answers beside their puzzles.
    if (puzzles.every((cells) => !cells.includes('.')) && ways.some(({ fault }) => fault === MIXED)) refuse(MIXED)
    return { puzzles: puzzles.map(puzzleOf) }
  }
  const [{ fault, foreign }] = ways.sort((a, b) => b.cells - a.cells)
  if (foreign === undefined) return refuse(fault)
  const position = given.indexOf(foreign)
  return refuse(`The character "${foreign}" at position ${position + 1} ${fault}.`, position)
}

/** @type {import('./types.d.ts').Task<'sudoku'>} */
export const task = {
  ...rules,
  read,
  readAnswer(text) {
    const answer = readOne(task, text)
    if (answer.cells.includes('.')) refuse(`The answer has ${count(answer.cells.split('.').length - 1, 'blank')}.`)
    return answer
  },
  repair(text, answer) {
    const digits = /^\s*"?([1-9]\d{16,79})"?\s*$/u.exec(text)?.[1]
    if (!digits) return undefined
    // A spreadsheet takes 81 digits for a number, and drops the zeros that it begins with.
    const puzzle = puzzleOf(digits.padStart(CELLS, '0'))
    const stated = answer === undefined ? undefined : readOne(task, answer).cells
    const fits = stated
      ? [...puzzle.cells].every((cell, i) => cell === '.' || cell === stated[i])
      : countSolutions(puzzle.cells) === 1
    const lost = count(CELLS - digits.length, 'zero')
    return fits
      ? {
          puzzles: [puzzle],
          note: `${lost} that a spreadsheet had dropped at the beginning ${lost.startsWith('1 ') ? 'was' : 'were'} put back.`,
        }
      : undefined
  },
  countSolutions: ({ cells }) => countSolutions(cells),
}

/** @type {typeof import('./sudoku.d.ts').parse} */
export const parse = (text) => Uint8Array.from(readOne(task, text).cells, (character) => Number(character) || 0)
