// Files as people have them, against their right values: ../shared/cases where it is. And texts that were damaged: none is
// read as another puzzle than the one that is written.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { readList } from '../../wasm/src/data/list.js'
import { HrmError } from '../../wasm/src/errors.js'
import { arc, findTask, maze, recognise } from '../../wasm/src/index.js'
import { all, inRepository, random } from './support.mjs'

/** @typedef {import('../../wasm/src/index.d.ts').Task} Task */

const folder = inRepository('../shared/cases/')
const skip = !existsSync(folder) && `${folder} is absent`
const SUDOKU = '.....1.9...3.2..6.9.....3.4..2..6..94..3.528.....4.....5......88.4....5..1..82...'
const MAZE = '########S    ## ### ## #   ## # # ##   #G########'
const [sudokuTask, mazeTask] = ['sudoku', 'maze'].map((name) => /** @type {Required<Task>} */ (findTask(name)))

/** What a reader says: the cells of each puzzle, or its sentence.
 * @param {Task} task @param {string} text @returns {{ cells: string[], note?: string, sentence?: string }} */
function said(task, text) {
  try {
    const { puzzles, note } = /** @type {Required<Task>} */ (task).read(text)
    return { cells: puzzles.map(({ cells }) => cells), note }
  } catch (error) {
    assert.ok(error instanceof HrmError && error.code === 'PUZZLE_INVALID', String(/** @type {Error} */ (error).stack))
    assert.ok(error.message.length > 20)
    return { cells: [], sentence: error.message }
  }
}

/** @param {string} kind @returns {Map<string, string>} texts by the number in front of their names */
const filesOf = (kind) =>
  new Map(
    readdirSync(folder + kind).map((name) => [name.slice(0, 2), readFileSync(`${folder}${kind}/${name}`, 'utf8')]),
  )

/** Puzzles, what a model is given for them, answers, and what those are; the tools in C read the same file. */
const vectors = () =>
  readFileSync(inRepository('tests/data/puzzles.csv'), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [task, question, tokens, answer, verdict] = line.split(',')
      return { task, question, tokens, answer, verdict }
    })

test('puzzles are the tokens, and answers the verdicts, that the tools in C say', () => {
  const kinds = new Set()
  for (const { task: name, question, tokens, answer, verdict } of vectors()) {
    const task = /** @type {Required<Task>} */ (findTask(name))
    const side = Math.sqrt(question.length)
    const puzzle = { rows: side, columns: side, cells: question }
    const info = /** @type {any} */ ({ config: { seq_len: question.length, vocab_size: task.sizes.vocab_size } })
    assert.deepEqual([...task.encode(puzzle, info).tokens].join(' '), tokens)
    assert.equal(task.fromTokens(tokens.split(' ').map(Number)).cells, question)
    assert.equal(task.judge(puzzle, { ...puzzle, cells: answer })?.kind, verdict)
    kinds.add(`${name} ${verdict}`)
  }
  assert.equal(kinds.size, 8, 'every verdict of both')
})

test('every form of a Sudoku says the same puzzle, or is refused with what was seen', { skip }, () => {
  const files = filesOf('sudoku')
  assert.ok(files.size >= 40)
  for (const [number, text] of files) {
    const { cells, sentence } = said(sudokuTask, text)
    if (number === '31') assert.match(String(sentence), /address holds no 81 cells/)
    else if (number === '51') assert.match(String(sentence), /Line 2 has 10 cells, line 4 has 8 cells/)
    else assert.deepEqual(cells, number === '40' ? [SUDOKU, SUDOKU] : [SUDOKU], `${number}: ${sentence}`)
  }
  for (const link of [SUDOKU.replaceAll('.', '0'), SUDOKU].map((cells) => `https://example.org/s?p=${cells}`)) {
    const cut = link.replace(/[.0]+$/, '')
    assert.deepEqual([said(sudokuTask, link).cells, said(sudokuTask, cut).cells], [[SUDOKU], [SUDOKU]])
    assert.match(String(said(sudokuTask, cut).note), /blanks at its end were put back/)
  }
})

test('every form of a maze says the same maze; what its drawing does not settle is refused', { skip }, () => {
  const files = filesOf('maze')
  assert.ok(files.size >= 29)
  /** Of the others: width, height and moves of the shortest path, or the sentence.
   * @type {Record<string, [number, number, number] | RegExp>} */
  const others = {
    '05': /shows no start/,
    '07': [11, 5, 14],
    10: [5, 4, 6],
    18: [31, 31, 60],
    21: /2 cells "G"/,
    30: [4, 4, 6],
    31: [9, 4, 12],
    32: [25, 9, 24],
    33: [8, 8, 14],
    40: [15, 15, 14],
    41: [15, 15, 14],
  }
  for (const [number, text] of files) {
    const { cells, sentence, note } = said(mazeTask, text)
    const other = others[number]
    if (other instanceof RegExp) assert.match(String(sentence), other)
    else if (other) {
      const [puzzle] = mazeTask.read(text).puzzles
      assert.deepEqual([puzzle.columns, puzzle.rows, maze.solve(puzzle.cells, puzzle.columns)?.steps], other, number)
    } else assert.deepEqual(cells, [MAZE], `${number}: ${sentence}`)
    if (['10', '33'].includes(number)) assert.match(String(note), /were put back/)
    if (number === '17') assert.match(String(note), /path/)
  }
  assert.deepEqual(
    mazeTask.read(/** @type {string} */ (files.get('40'))),
    mazeTask.read(/** @type {string} */ (files.get('41'))),
  )
})

test('every list gives its puzzles, answers and what is wrong with its lines', { skip }, async () => {
  /** @param {string} name */
  const rowsOf = (name) => all(readList(readFileSync(`${folder}eval/${name}`), { task: sudokuTask, name }))
  const four = (await rowsOf('01-hub.csv')).map((row) => ('puzzle' in row ? [row.puzzle.cells, row.answer?.cells] : []))
  assert.deepEqual([four.length, four.flat().every(Boolean)], [4, true])
  const names = readdirSync(`${folder}eval`)
  assert.ok(names.length >= 28)
  for (const name of names) {
    const rows = await rowsOf(name)
    const number = name.slice(0, 2)
    if (number === '28' || number === '33') {
      const sentence = number === '28' ? /answer does not fit its question/ : /a spreadsheet rounded/
      for (const row of rows) assert.match(String('error' in row && row.error), sentence, name)
    } else if (number === '34' || number === '40') {
      for (const row of rows) assert.equal('puzzle' in row && sudokuTask.countSolutions(row.puzzle), 2, name)
    } else {
      const isWithout = ['11', '13', '29'].includes(number)
      assert.deepEqual(
        rows.map((row) => ('puzzle' in row ? [row.puzzle.cells, row.answer?.cells] : row.error)),
        isWithout ? four.map(([question]) => [question, undefined]) : four,
        name,
      )
      if (number === '14')
        assert.deepEqual(
          rows.map((row) => 'note' in row),
          [false, true, true, true],
        )
      if (number === '31') assert.deepEqual('rating' in rows[0] && rows[0].rating, 1.5)
    }
  }
})

test('every file of ARC opens as what it is', { skip }, () => {
  const files = filesOf('arc')
  assert.ok(files.size >= 27)
  /** Demonstrations, tests and stated outputs of each task; or the sentence.
   * @type {Record<string, number[][] | RegExp>} */
  const others = {
    '02': [[1, 1, 0]],
    '03': [[1, 1, 0]],
    '04': [[1, 1, 0]],
    '05': [
      [2, 1, 1],
      [2, 1, 1],
    ],
    '08': Array(20).fill([19, 1, 1]),
    '09': [[11, 1, 1]],
    10: [[1, 5, 5]],
    11: [[1, 1, 1]],
    13: /holds 10 in cell 1/,
    15: [[0, 1, 0]],
    16: [[0, 1, 0]],
    17: [[0, 1, 0]],
    19: [[1, 0, 0]],
    20: [[0, 1, 0]],
    21: [[1, 1, 0]],
    25: [[1, 1, 1]],
    26: [[3, 1, 1]],
    27: [[1, 1, 0]],
    28: /holds null in cell 1/,
    29: [[0, 1, 1]],
    30: [[1, 1, 1]],
    32: [[1, 1, 0]],
  }
  for (const [number, text] of files) {
    const wanted = others[number] ?? [[2, 1, 1]]
    if (wanted instanceof RegExp) assert.throws(() => arc.readTasks(text), wanted)
    else
      assert.deepEqual(
        arc
          .readTasks(text)
          .tasks.map(({ train, test }) => [train.length, test.length, test.filter(({ output }) => output).length]),
        wanted,
        number,
      )
  }
})

test('a text is told by what is in it', { skip }, () => {
  for (const kind of ['sudoku', 'maze', 'arc'])
    for (const [number, text] of filesOf(kind)) {
      const tasks = recognise(text).map(({ task }) => task.name)
      const isRefused = { sudoku: ['31', '51'], maze: ['05', '21'], arc: ['13', '19', '28'] }[kind]?.includes(number)
      // Digits in a square are also a grid of colours: the list's order decides.
      if (number !== '05' || kind !== 'maze')
        assert.deepEqual(tasks.slice(0, 1), isRefused ? [] : [kind], `${kind}/${number}`)
    }
})

/** A whole number from 0. @typedef {(below: number) => number} Draw */

/** @returns {{ next: () => number, draw: Draw }} */
function drawing() {
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
  console.log(`seed ${seed}`)
  const next = random(seed)
  return { next, draw: (below) => Math.floor(next() * below) }
}

/** The ways in which a text is damaged; each keeps it a text that somebody might send.
 * @type {Record<string, (text: string, draw: Draw) => string>} */
const DAMAGES = {
  'a cell lost': (text, draw) => cut(text, draw(text.length), 1),
  'a cell too many': (text, draw) => {
    const at = draw(text.length)
    return text.slice(0, at) + text[at] + text.slice(at)
  },
  'rows of unequal length': (text, draw) => {
    const [from, to] = [draw(text.length), draw(text.length)]
    const without = cut(text, from, 1)
    return without.slice(0, to) + text[from] + without.slice(to)
  },
  'blanks trimmed': (text) => text.replace(/[ \t]+$/gm, ''),
  'the text trimmed': (text) => text.trim(),
  'a row shifted': (text, draw) => {
    const rows = text.split('\n')
    const row = draw(rows.length)
    rows[row] = ` ${rows[row]}`
    return rows.join('\n')
  },
  'a row lost': (text, draw) => {
    const rows = text.split('\n')
    rows.splice(draw(rows.length), 1)
    return rows.join('\n')
  },
}

/** @param {string} text @param {number} at @param {number} length */
const cut = (text, at, length) => text.slice(0, at) + text.slice(at + length)

/** Forms of a Sudoku that a person writes.
 * @type {((cells: string) => string)[]} */
const SUDOKU_FORMS = [
  (cells) => cells,
  (cells) => cells.replaceAll('.', '0'),
  (cells) => cells.replaceAll('.', 'x'),
  (cells) => cells.replaceAll('.', '-'),
  (cells) => cells.replaceAll('.', ' '),
  (cells) => rows9(cells).join('\n'),
  (cells) => rows9(cells).join('/'),
  (cells) => rows9(cells.replaceAll('.', ' ')).join('\n'),
  (cells) =>
    rows9(cells)
      .map((row) => [...row].join(' '))
      .join('\n'),
  (cells) =>
    rows9(cells)
      .map((row) => [...row.replaceAll('.', '0')].join(','))
      .join('\n'),
  (cells) =>
    rows9(cells)
      .map((row) => [...row].map((cell) => (cell === '.' ? '' : cell)).join('\t'))
      .join('\n'),
  (cells) =>
    rows9(cells)
      .map(
        (row) =>
          `| ${row
            .match(/.{3}/g)
            ?.map((part) => [...part].join(' '))
            .join(' | ')} |`,
      )
      .join('\n'),
  (cells) => JSON.stringify(rows9(cells).map((row) => [...row].map((cell) => Number(cell) || 0))),
  (cells) => JSON.stringify([...cells].map((cell) => Number(cell) || 0)),
  (cells) => `https://example.org/play?bd=${cells.replaceAll('.', '0')}`,
  (cells) => `${cells}  # ED=7.2/1.2/1.2 name`,
  (cells) => `${cells}:1:`,
  (cells) =>
    rows9(cells)
      .map((row) => [...row].map((cell) => (cell === '.' ? '123456789' : cell)).join(' '))
      .join('\n'),
  // As programs write them.
  (cells) =>
    `   0  1  2  3  4  5  6  7  8\n${rows9(cells.replaceAll('.', '0'))
      .map((row, i) => `${i}  ${[...row].join('  ')}`)
      .join('\n')}`,
  (cells) =>
    `problem(1, [${rows9(cells.replaceAll('.', '_'))
      .map((row) => `[${[...row].join(',')}]`)
      .join(',\n')}]).`,
  (cells) =>
    `int[,] grid = new int[,] {\n${rows9(cells.replaceAll('.', '0'))
      .map((row) => `{ ${[...row].join(', ')} }`)
      .join(',\n')}\n};`,
  (cells) => [...cells.replaceAll('.', '0')].join('\n'),
  (cells) =>
    rows9(cells)
      .map((row) => `;${[...row].map((cell) => (cell === '.' ? '' : cell)).join(';')};`)
      .join('\n'),
  (cells) =>
    rows9(cells)
      .map((row) => `| ${[...row].map((cell) => (cell === '.' ? ' ' : cell)).join(' | ')} |`)
      .join('\n'),
  (cells) =>
    `<table>${rows9(cells)
      .map((row) => `<tr>${[...row].map((cell) => `<td>${cell === '.' ? '' : cell}</td>`).join('')}</tr>`)
      .join('\n')}</table>`,
]
/** @param {string} cells */
const rows9 = (cells) => cells.match(/.{9}/g) ?? []

test('of thousands of damaged Sudokus none is read as another one', () => {
  const { draw } = drawing()
  const known = [...new Set(vectors().flatMap(({ task, question }) => (task === 'sudoku' ? [question] : [])))]
  let drawn = 0
  let refused = 0
  for (const form of SUDOKU_FORMS) {
    for (const [name, damage] of Object.entries(DAMAGES)) {
      for (let i = 0; i < 35; i++) {
        const cells = known[draw(known.length)]
        const text = form(cells)
        assert.deepEqual(said(sudokuTask, text).cells, [cells], text)
        const damaged = damage(text, draw)
        const read = said(sudokuTask, damaged)
        drawn++
        if (read.sentence) refused++
        // A digit that is put in the place of another, or of a blank, is another puzzle and no damage that shows.
        else if (!isSameWritten(text, damaged))
          assert.deepEqual(read.cells, [cells], `${name}:\n${text}\nbecame\n${damaged}`)
      }
    }
  }
  console.log(`${drawn} damaged Sudokus: ${refused} refused, none misread`)
  assert.ok(drawn > 5000 && refused > drawn / 3)
})

/** Is what the damaged text says what somebody might have written as it is: as many cells, in rows of the same lengths?
 * Then it is another puzzle, not a damaged one.
 * @param {string} text @param {string} damaged */
function isSameWritten(text, damaged) {
  // Where a blank is nothing between two marks, a digit that is lost leaves a blank.
  const isTable = /\t|;;|<td>|\|\s+\|/u.test(text)
  const lengths = (/** @type {string} */ given) =>
    given
      .split('\n')
      .map((row) => (isTable ? row.split(/\t|;|<td>|\|/u).length : row.length))
      .join()
  return (isTable || text.length === damaged.length) && lengths(text) === lengths(damaged)
}

/** Marks of wall, way, start and goal. */
const MAZE_MARKS = ['# SG', '#.SG', '#_se', 'X AB', '1023', '*.@$', '\u2B1B\u2B1C\u{1F7E9}\u{1F7E5}']

/** Forms in which such a drawing is given. @type {((text: string) => string)[]} */
const MAZE_FORMS = [
  (text) => text,
  (text) =>
    text
      .split('\n')
      .map((row) => Array.from(row, (mark) => (mark === ' ' ? '' : mark)).join('\t'))
      .join('\n'),
  (text) => {
    const rows = text.split('\n')
    const header = Array.from(rows[0], (_, i) => i % 10).join('')
    return [`   ${header}`, ...rows.map((row, i) => `${String(i).padStart(2)} ${row}`)].join('\n')
  },
]

test('of hundreds of damaged mazes whose walls are lines none is read as another one', () => {
  const { next, draw } = drawing()
  let drawn = 0
  let refused = 0
  for (const [name, damage] of Object.entries(DAMAGES)) {
    for (let i = 0; i < 100; i++) {
      const [columns, rows] = [2 + draw(5), 2 + draw(5)]
      const [start, goal] = [draw(columns * rows - 1), columns * rows - 1]
      const grid = { rows: 2 * rows + 1, columns: 2 * columns + 1, cells: '' }
      const text = Array.from({ length: grid.rows }, (_, r) =>
        Array.from({ length: grid.columns }, (_, c) => {
          const isInner = r > 0 && c > 0 && r < grid.rows - 1 && c < grid.columns - 1
          const cell = ((r - 1) / 2) * columns + (c - 1) / 2
          const isCell = r % 2 && c % 2
          const mark = isCell
            ? cell === start
              ? 'S'
              : cell === goal
                ? 'G'
                : ' '
            : isInner && (r % 2 || c % 2) && next() < 0.6
              ? ' '
              : '#'
          grid.cells += mark
          if (isCell) return ` ${mark} `
          return mark === ' ' ? (c % 2 ? '   ' : ' ') : r % 2 ? '|' : c % 2 ? '---' : '+'
        }).join(''),
      ).join('\n')
      assert.deepEqual(readShaped(text), grid, text)
      const damaged = damage(text, draw)
      const then = readShaped(damaged)
      drawn++
      if (then === undefined) refused++
      else if (!isSameWritten(text, damaged)) assert.deepEqual(then, grid, `${name}:\n${text}\nbecame\n${damaged}`)
    }
  }
  console.log(`${drawn} damaged mazes of lines: ${refused} refused, none misread`)
  assert.ok(refused > drawn / 3)
})

test('of thousands of damaged mazes none is read as another one', () => {
  const { next, draw } = drawing()
  let drawn = 0
  let refused = 0
  for (const marks of MAZE_MARKS.map((all) => [...all])) {
    for (const [name, damage] of Object.entries(DAMAGES)) {
      for (let i = 0; i < 60; i++) {
        const form = MAZE_FORMS[i < 45 ? 0 : 1 + (i % 2)]
        const columns = 5 + draw(8)
        const rows = next() < 0.5 ? columns : 5 + draw(8)
        /** @type {string[]} */
        const cells = Array.from({ length: rows * columns }, () => (next() < 0.37 ? '#' : ' '))
        const isClosed = next() < 0.5
        if (isClosed) cells.forEach((_, cell) => isEdge(cell, rows, columns) && (cells[cell] = '#'))
        const free = [...cells.keys()].filter((cell) => !isClosed || !isEdge(cell, rows, columns))
        const [start] = free.splice(draw(free.length), 1)
        cells[start] = 'S'
        cells[free[draw(free.length)]] = 'G'
        const grid = { rows, columns, cells: cells.join('') }
        // A row or a column of ways at the edge that a program trims leaves no trace in a text, and a row of it less is what
        // the text of a lower maze looks like.
        const isTrimmed = name.endsWith('trimmed') && marks[1] === ' '
        if (isTrimmed && (rows !== columns || hasBareEdge(grid))) continue
        const text = form([...mazeTask.print(grid)].map((mark) => marks['# SG'.indexOf(mark)] ?? mark).join(''))
        const read = said(mazeTask, text)
        // Few cells may not show which mark is a wall; then it says so.
        if (read.sentence) continue
        assert.deepEqual(read.cells, [grid.cells], text)
        const damaged = damage(text, draw)
        const then = readShaped(damaged)
        drawn++
        if (then === undefined) refused++
        else if (!isSameWritten(text, damaged) && name !== 'a row lost')
          assert.deepEqual(then, grid, `${name}:\n${text}\nbecame\n${damaged}`)
      }
    }
  }
  console.log(`${drawn} damaged mazes: ${refused} refused, none misread`)
  assert.ok(drawn > 2000 && refused > drawn / 3)
})

/** @param {number} cell @param {number} rows @param {number} columns */
function isEdge(cell, rows, columns) {
  const [row, column] = [Math.floor(cell / columns), cell % columns]
  return row === 0 || column === 0 || row === rows - 1 || column === columns - 1
}

/** @param {import('../../wasm/src/index.d.ts').Grid} grid is its first or last row, or its last column, all way? */
function hasBareEdge({ rows, columns, cells }) {
  const column = Array.from({ length: rows }, (_, row) => cells[(row + 1) * columns - 1])
  return [cells.slice(0, columns), cells.slice(-columns), column.join('')].some((edge) => !edge.trim())
}

/** @param {string} text @returns {import('../../wasm/src/index.d.ts').Grid | undefined} undefined: refused */
function readShaped(text) {
  try {
    const [{ rows, columns, cells }] = mazeTask.read(text).puzzles
    return { rows, columns, cells }
  } catch (error) {
    assert.ok(error instanceof HrmError, String(/** @type {Error} */ (error).stack))
    return undefined
  }
}
