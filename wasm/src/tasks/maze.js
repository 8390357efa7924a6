// Mazes as people draw them: any two marks for wall and way, any pair for start and goal that can be told. Rows are found
// before cells are counted, and what the drawing does not settle is refused.
import { count, plain, unfenced } from './lines.js'
import { judge, rules, squared, SIZE_LEAST, SIZE_MOST } from './maze-rules.js'
import { readJson, readOne, refuse } from './reading.js'
import { unwrapped } from './wrappers.js'

export * from './maze-rules.js'

/** @typedef {import('./types.d.ts').Grid} Grid */

const LONGEST = 2 ** 18
const LINES_MOST = 4096
const WALLS = '#XxWw*@%1+\u2588\u2593\u2592\u25A0\u25FC\u2B1B\u{1F7EB}\u{1F9F1}\u{1F533}'
const WAYS = ' ._,0-\u00B7\u2022\u2591\u25A1\u25FB\u2B1C\u{1F532}'
const PATHS = 'oO*+xX\u00B7\u2022pP\u{1F7E8}\u{1F7E6}\u{1F7E1}'
/** Start and goal; the first of a pair may stand beside another's goal. */
const STARTS = 'Ss@A\u{1F7E9}\u{1F7E2}\u{1F6B6}\u{1F9CD}\u{1F42D}\u{1F916}2I'
const GOALS = 'GgEeFfTt$B\u{1F7E5}\u{1F534}\u{1F3C1}\u{1F9C0}\u2B50\u{1F3C6}3'

/** @param {string} character @param {string} list */
const isOf = (character, list) => [...list].includes(character)
/** @param {string} character */
const shown = (character) => (character === ' ' ? 'a space' : character === '\t' ? 'a tab' : `"${character}"`)

/** The rows of cells, each as long as it is drawn.
 * @param {string} text plain @returns {{ rows: string[][], above: number, below: number }} above, below: lines without
 * a cell, the end of the last row counted */
function rowsOf(text) {
  if (/^\s*\[/u.test(text)) {
    const list = readJson(text)
    const rows = Array.isArray(list) ? list : []
    if (rows.every((row) => typeof row === 'string')) return { rows: rows.map((row) => [...row]), above: 0, below: 0 }
    if (!rows.every(Array.isArray)) return refuse('This list is no list of rows.')
    return {
      rows: rows.map((row) => row.map((/** @type {unknown} */ cell) => String(cell) || ' ')),
      above: 0,
      below: 0,
    }
  }
  const quoted = /^\s*"([^"]*)"\s*$|^\s*'([^']*)'\s*$/u.exec(text)
  const lines = (quoted?.[1] ?? quoted?.[2] ?? text).split('\n')
  const filled = lines.map((line) => line !== '')
  const [first, last] = [filled.indexOf(true), filled.lastIndexOf(true)]
  if (first < 0) return refuse('This text holds no maze.')
  const rows = lines.slice(first, last + 1).map((line) => [...line])
  return { rows: unseparated(rows), above: first, below: lines.length - 1 - last }
}

/** Without what stands between the cells of each row: a space, or a comma, where the ways have another mark.
 * @param {string[][]} rows */
function unseparated(rows) {
  const hasWay = rows.flat().some((cell) => cell !== ' ' && cell !== ',' && isOf(cell, WAYS))
  for (const separator of [',', ';', ' ', '\t']) {
    const are = rows.every((row) => row.length > 2 && row.every((cell, i) => (cell === separator) === (i % 2 === 1)))
    if (are && (hasWay || separator !== ' ')) return rows.map((row) => row.filter((_, i) => i % 2 === 0))
  }
  return rows
}

/** Cells of a table: where some of them are empty, or in quotes, those are ways.
 * @param {string} text */
function fromTable(text) {
  const lines = text.split('\n').filter(Boolean)
  const isTable = text.includes('\t') || text.includes('"') || new Set(lines.map(({ length }) => length)).size > 1
  for (const separator of isTable ? ['\t', ',', ';'] : []) {
    const rows = lines.map((line) => line.split(separator).map((field) => field.replace(/^"(.?)"$/u, '$1')))
    if (
      rows.every(
        (row) => row.length > 2 && row.length === rows[0].length && row.every((field) => [...field].length < 2),
      )
    )
      return rows.map((row) => row.map((field) => field || ' ').join('')).join('\n')
  }
  return text
}

const CORNER = /[+\u2500-\u257F]/u
const ACROSS = /^[-=\u2500\u2501\u2550]+$/u
const DOWN = /[|\u2502\u2503\u2551]/u

/** A maze whose walls are lines between its cells, as one whose walls are cells: +---+ above, |   | beside them.
 * @param {string} text @returns {string | undefined} undefined: it is none */
function fromLines(text) {
  const rows = text.split('\n').filter((line) => line.trim())
  const width = rows[0]?.length
  const are = rows.length > 4 && rows.length % 2 === 1 && rows.every(({ length }) => length === width)
  if (!are || !CORNER.test(rows[0][0]) || rows[0][0] === rows[0][1]) return undefined
  const step = [...rows[0]].findIndex((mark, i) => i && CORNER.test(mark) && !ACROSS.test(mark))
  if (step < 2 || (width - 1) % step) return undefined
  const drawn = rows.map((row, r) =>
    Array.from({ length: (2 * (width - 1)) / step + 1 }, (_, c) => {
      const part = c % 2 ? row.slice(((c - 1) / 2) * step + 1, ((c + 1) / 2) * step) : row[(c / 2) * step]
      const bare = part.trim()
      if (!bare) return ' '
      if (r % 2 === 0) return (c % 2 ? ACROSS : CORNER).test(part) ? '#' : undefined
      if (c % 2 === 0) return DOWN.test(part) ? '#' : undefined
      return [...bare].length === 1 && !CORNER.test(bare) && !ACROSS.test(bare) && !DOWN.test(bare) ? bare : undefined
    }),
  )
  return drawn.flat().includes(undefined) ? undefined : drawn.map((row) => row.join('')).join('\n')
}

/** Without the numbers of rows and columns beside a drawing.
 * @param {string} text */
function withoutNumbers(text) {
  const [header, ...rows] = text.split('\n').filter((line) => line.trim())
  const digits = header?.trim() ?? ''
  const begin = header?.length - header?.trimStart().length
  const first = Number(digits[0])
  const areNumbered =
    digits.length > 2 &&
    begin > 0 &&
    rows.length > 2 &&
    Math.max(...rows.map(({ length }) => length)) === begin + digits.length &&
    [...digits].every((digit, i) => digit === String((first + i) % 10)) &&
    rows.every((row, i) =>
      /^[\s:|]*$/u.test(row.slice(0, begin).replace(/\d+/u, (number) => (Number(number) === first + i ? '' : 'x'))),
    )
  return areNumbered ? rows.map((row) => row.slice(begin)).join('\n') : text
}

/** Rows of one length. Spaces that a program cut off the ends of rows are put back, where the drawing shows that it did:
 * then no row ends in one; and how wide it was: it is a square, or one row lower.
 * @param {ReturnType<typeof rowsOf>} drawn @param {string | undefined} way @param {string} wall */
function evened({ rows, above, below }, way, wall) {
  const longest = Math.max(...rows.map(({ length }) => length))
  const short = rows.filter(({ length }) => length < longest)
  /** @param {string[]} row */
  const isWall = (row) => row.length === longest && row.every((cell) => cell === wall)
  const isClosed = isWall(rows[0]) && isWall(rows[rows.length - 1])
  if (way === ' ' && !isClosed && (above || below > 1 || (below && !short.length && rows.length + 1 === longest)))
    refuse(
      'Empty lines stand around this maze, whose ways are spaces: it does not show whether they are rows of it. Write a dot for a way.',
    )
  if (!short.length) return { rows, note: undefined }
  const unequal = rows.findIndex(({ length }) => length !== rows[0].length)
  const sentence = `Row 1 of this maze has ${count(rows[0].length, 'cell')}, row ${unequal + 1} has ${rows[unequal].length}`
  const wereCut =
    way === ' ' &&
    !isClosed &&
    short.length > 1 &&
    rows.length - short.length > 1 &&
    (rows.length === longest || (below === 1 && rows.length + 1 === longest)) &&
    rows.every((row) => row[row.length - 1] !== ' ') &&
    // Not a text that lost the spaces at its two ends, those before its first row among them.
    (rows[0][0] === ' ' || rows.slice(1, -1).some(({ length }) => length < longest))
  if (!wereCut) return refuse(`${sentence}: a cell is missing, or one too many. All rows are of one length.`)
  return {
    rows: rows.map((row) => [...row, ...Array(longest - row.length).fill(' ')]),
    note: `${count(short.length, 'row')} had lost the spaces at their ends: they were put back.`,
  }
}

/** What each mark of a drawing means: one of "# SGo".
 * @param {string[][]} rows @param {string} text that they are of @returns {Map<string, string>} */
function meanings(rows, text) {
  /** @type {Map<string, number>} */
  const counts = new Map()
  for (const cell of rows.flat()) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  const marks = [...counts.keys()]
  if (counts.has('\t') && counts.has(' '))
    refuse('This maze has spaces and tabs: how many cells a tab is does not show.')
  const [start, goal] = endsOf(counts)
  const known = new Map([
    [start, 'S'],
    [goal, 'G'],
  ])
  const rest = marks.filter((mark) => !known.has(mark))
  const [path] = (rest.length === 3 ? rest : [])
    .filter(
      (mark) => isOf(mark, PATHS) && rest.every((one) => one === mark || isOf(one, WALLS) || isOf(one, `${WAYS}\t`)),
    )
    .sort((one, other) => Number(counts.get(one)) - Number(counts.get(other)))
  const [one, other] = rest.filter((mark) => mark !== path)
  if (rest.length - (path === undefined ? 0 : 1) > 2)
    refuse(
      `This maze has the marks ${rest.map(shown).join(', ')} besides start and goal; wall and way are two.`,
      text.indexOf(rest.reduce((a, b) => (Number(counts.get(b)) < Number(counts.get(a)) ? b : a))),
    )
  if (one === undefined) return known
  const wall = wallOf(rows, one, other)
  if (path !== undefined) known.set(path, 'o')
  for (const mark of [one, other]) if (mark !== undefined) known.set(mark, mark === wall ? '#' : ' ')
  return known
}

/** Start and goal: one that is known tells the other, which then may have any letter.
 * @param {Map<string, number>} counts */
function endsOf(counts) {
  const letters = [...counts.keys()].filter((mark) => counts.get(mark) === 1 && /\p{L}/u.test(mark))
  const isIn = (/** @type {string} */ list) => [...counts.keys()].some((mark) => isOf(mark, list))
  const other = (/** @type {string} */ end) => (letters.length === 2 ? letters.find((mark) => mark !== end) : undefined)
  if (!isIn(STARTS) && isIn(GOALS) && letters.length === 2) {
    const goal = only(counts, GOALS, 'goal')
    return [other(goal) ?? only(counts, STARTS, 'start', goal), goal]
  }
  const start = only(counts, STARTS, 'start')
  return [start, (isIn(GOALS) ? undefined : other(start)) ?? only(counts, GOALS, 'goal', start)]
}

/** The one cell's mark that is among these, or, where the other end is known, that is left.
 * @param {Map<string, number>} counts @param {string} list @param {string} noun @param {string} [taken]
 * @returns {string} */
function only(counts, list, noun, taken) {
  const candidates = [...counts.keys()].filter((mark) => mark !== taken && isOf(mark, list))
  const single = candidates.filter((mark) => counts.get(mark) === 1)
  const many = candidates.find((mark) => /[SsGg]/u.test(mark) && Number(counts.get(mark)) > 1)
  if (many !== undefined) return refuse(`This maze has ${counts.get(many)} cells ${shown(many)}; it has one ${noun}.`)
  if (single.length === 1) return single[0]
  const sure = single.filter((mark) => mark.toUpperCase() === list[0])
  if (sure.length === 1) return sure[0]
  if (single.length)
    return refuse(`Which cell is the ${noun} does not show: ${single.map(shown).join(' or ')}. Mark it ${list[0]}.`)
  return refuse(`This maze shows no ${noun}: mark one cell ${list[0]}.`)
}

/** Which of two marks is the wall.
 * @param {string[][]} rows @param {string} one @param {string | undefined} other @returns {string} '' where there is none */
function wallOf(rows, one, other) {
  const marks = other === undefined ? [one] : [one, other]
  const walls = marks.filter((mark) => isOf(mark, WALLS))
  const ways = marks.filter((mark) => isOf(mark, WAYS) || mark === '\t')
  const edge = [rows[0], rows[rows.length - 1], rows.map((row) => row[0]), rows.map((row) => row[row.length - 1])]
  const around = new Set(edge.flat().filter((cell) => cell === one || cell === other))
  const closed = around.size === 1 && other !== undefined ? [...around][0] : undefined
  const isBinary = marks.every((mark) => /[01]/u.test(mark))
  if (walls.length === 1 && walls.length + ways.length === marks.length && !(isBinary && closed === '0'))
    return walls[0]
  if (ways.length === marks.length && marks.length === 1) return ''
  if (closed !== undefined && !isBinary && walls.length + ways.length !== 1) return closed
  if (walls.length + ways.length === 1 && marks.length === 2)
    return walls[0] ?? marks.find((mark) => mark !== ways[0]) ?? ''
  return refuse(
    `Which of ${marks.map(shown).join(' and ')} is a wall does not show. Write # for a wall and a dot for a way.`,
  )
}

/** @param {string} text of one maze, plain @returns {Grid & { way?: string, note?: string }} way: the mark of a
 * free cell */
function readGrid(text) {
  const given = rowsOf(text)
  const drawn = given.rows
  const [line] = drawn
  if (drawn.length === 1) {
    // The data sets' form: a square on one line.
    const side = Math.sqrt(line.length)
    if (!Number.isInteger(side) || side < SIZE_LEAST)
      refuse(`A maze on one line is a square; this line has ${count(line.length, 'cell')}. Draw one row a line.`)
    if (side <= SIZE_MOST)
      drawn.splice(0, 1, ...Array.from({ length: side }, (_, row) => line.slice(row * side, (row + 1) * side)))
  }
  const columns = Math.max(...drawn.map(({ length }) => length))
  if (Math.max(drawn.length, columns) > SIZE_MOST || Math.min(drawn.length, columns) < SIZE_LEAST)
    refuse(
      `This maze is ${columns} wide and ${drawn.length} high; a maze has ${SIZE_LEAST} to ${SIZE_MOST} cells in each direction.`,
    )
  const meaning = meanings(drawn, text)
  /** @param {string} mark */
  const markOf = (mark) => [...meaning].find(([, meant]) => meant === mark)?.[0]
  const { rows, note } = evened(given, markOf(' ') ?? (drawn.flat().includes(' ') ? ' ' : undefined), markOf('#') ?? '')
  const cells = rows.flat().map((cell) => meaning.get(cell) ?? ' ')
  const grid = { rows: rows.length, columns, cells: cells.join('') }
  const path = markOf('o')
  if (
    path !== undefined &&
    isOf(path, WALLS) &&
    !/shortest|longer/u.test(judge(grid.cells.replaceAll('o', ' '), grid.cells, columns).kind)
  )
    refuse(
      `The marks ${shown(path)} are no path from start to goal: whether they are walls does not show.`,
      text.indexOf(path),
    )
  return { ...grid, way: markOf(' '), ...(note ? { note } : {}) }
}

/** The parts of a text that holds one maze a line, each with a start and a goal of its own; else all of it.
 * @param {string} text plain */
function mazesOf(text) {
  const lines = text.split('\n').filter((line) => line.trim())
  const isList =
    lines.length > 1 && lines.every((line) => /[Ss]/u.test(line) && /[GgEe]/u.test(line) && line.length >= 9)
  return isList ? lines : [text]
}

/** Without the spaces before each row, where a frame of walls shows that they are no ways.
 * @param {string} text */
function outdented(text) {
  const lines = text.split('\n')
  const filled = lines.filter((line) => line.trim())
  const before = Math.min(...filled.map((line) => line.length - line.trimStart().length))
  const rows = filled.map((line) => line.slice(before).trimEnd())
  const [wall] = rows[0] ?? ''
  const isWalls = (/** @type {string} */ row) => row.length > 2 && [...row].every((mark) => mark === wall)
  const isFramed =
    before > 0 &&
    before < Infinity &&
    isOf(wall, WALLS) &&
    isWalls(rows[0]) &&
    isWalls(rows[rows.length - 1]) &&
    rows.every((row) => row.length === rows[0].length && row[0] === wall && row[row.length - 1] === wall)
  return isFramed ? rows.join('\n') : text
}

/** One mark for each cell, where each was drawn as two of them.
 * @param {string} text */
function narrowed(text) {
  const rows = text
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => [...line])
  const pairs = rows.map((row) =>
    Array.from({ length: Math.ceil(row.length / 2) }, (_, i) => [row[2 * i], row[2 * i + 1]]),
  )
  const isEnd = (/** @type {string} */ mark) => isOf(mark, STARTS.slice(0, 4)) || isOf(mark, GOALS)
  const areWide =
    rows.length > 3 &&
    rows.every((row) => row.length % 2 === 0 && row.length >= 8) &&
    pairs
      .flat()
      .every(
        ([one, other]) => one === other || (isEnd(one) && isOf(other, WAYS)) || (isEnd(other) && isOf(one, WAYS)),
      ) &&
    pairs.flat().some(([one, other]) => one === other && isOf(one, WALLS))
  return areWide
    ? pairs.map((row) => row.map(([one, other]) => (isEnd(other) ? other : one)).join('')).join('\n')
    : text
}

/** Without lines of words around the drawing, and without its size in front.
 * @param {string} text */
function withoutWords(text) {
  const lines = text.split('\n')
  // Three letters, each another: no marks of a drawing, unless a row beside them is as long.
  const rows = lines.filter((line, i) => {
    const isAlone = ![lines[i - 1], lines[i + 1]].some((other) => other?.length === line.length)
    const areWords = /(\p{L})(?!\1)(\p{L})(?!\1|\2)\p{L}/u.test(line) && (isAlone || /\p{Ll}{3}/u.test(line))
    return line.trim() && !areWords
  })
  const size = /^\s*(\d+)[\sx,]+(\d+)\s*$/u.exec(rows[0] ?? '')
  const isSize = size && [rows.length - 1, rows[1]?.length].every((n) => [Number(size[1]), Number(size[2])].includes(n))
  const drawing = isSize ? rows.slice(1) : rows
  const are =
    drawing.length > 3 &&
    drawing.every((row) => row.length === drawing[0].length) &&
    drawing.length < lines.filter((line) => line.trim()).length
  return are ? drawing.join('\n') : text
}

/** @param {string} text */
function plainMaze(text) {
  if (text.length > LONGEST)
    refuse(`The text has ${count(text.length, 'character')}; the largest maze has ${count(SIZE_MOST ** 2, 'cell')}.`)
  const lines = text.split('\n').length
  if (lines > LINES_MOST)
    refuse(
      `The text has ${count(lines, 'line')}; a maze has at most ${SIZE_MOST} rows, and ${LINES_MOST} lines are read.`,
    )
  const bare = withoutNumbers(fromTable(unwrapped(unfenced(plain(text).replaceAll('\u00A0', ' ')), rules.name)))
  return outdented(fromLines(bare) ?? narrowed(bare))
}

/** See read in types.d.ts.
 * @param {string} text @returns {import('./types.d.ts').Reading} */
function read(text) {
  /** @type {Set<string>} */
  const notes = new Set()
  const puzzles = mazesOf(withoutWords(plainMaze(text))).map((one) => {
    const { note, rows, columns, cells } = readGrid(one)
    if (note) notes.add(note)
    if (cells.includes('o')) notes.add('A path was drawn in it: it was left out.')
    return { rows, columns, cells: cells.replaceAll('o', ' ') }
  })
  return { puzzles, ...(notes.size ? { note: [...notes].join(' ') } : {}) }
}

/** See readAnswer in types.d.ts.
 * @param {string} text @returns {Grid} with its path */
function readAnswer(text) {
  const { rows, columns, cells, way } = readGrid(plainMaze(text))
  // Every free cell may be on the path.
  return { rows, columns, cells: way === 'o' ? cells.replaceAll(' ', 'o') : cells }
}

/** @type {import('./types.d.ts').Task<'maze'>} */
export const task = { ...rules, read, readAnswer }

/** @type {typeof import('./maze.d.ts').parse} */
export const parse = (text) => squared(readOne(task, text))
