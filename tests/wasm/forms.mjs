// Forms in which people have puzzles, beyond ../shared/cases, each with its right value. The texts are made of one puzzle
// of each kind.

export const SUDOKU = '.....1.9...3.2..6.9.....3.4..2..6..94..3.528.....4.....5......88.4....5..1..82...'
export const MAZE = '########S    ## ### ## #   ## # # ##   #G########'
export const ROWS = /** @type {string[]} */ (SUDOKU.match(/.{9}/g))
export const LINES = /** @type {string[]} */ (MAZE.match(/.{7}/g))
/** @param {string} row @param {number} n */
const parts = (row, n) => /** @type {string[]} */ (row.match(RegExp(`.{${n}}`, 'g')))
/** @param {(row: string, i: number) => string} each @param {string} [between] */
const rows = (each, between = '\n') => ROWS.map(each).join(between)
/** @param {Record<string, string>} marks */
const drawn = (marks) => LINES.map((line) => [...line].map((mark) => marks[mark] ?? mark).join('')).join('\n')
const zeros = SUDOKU.replaceAll('.', '0')
/** @param {(cell: string) => string} write @param {string} between @param {string} [end] */
const cells = (write, between, end = '') => rows((row) => [...row].map(write).join(between) + end)

/** What is read of each: the puzzle; or the refusal.
 * @type {Record<'sudoku' | 'maze', Record<string, string | [string, RegExp]>>} */
export const FORMS = {
  sudoku: {
    'a Markdown table': `| a | b | c | d | e | f | g | h | i |\n|---|---|---|---|---|---|---|---|---|\n${rows((row) => `| ${[...row].map((one) => (one === '.' ? ' ' : one)).join(' | ')} |`)}`,
    'a Markdown table without a header': rows(
      (row) => `|${[...row].map((one) => (one === '.' ? ' ' : one)).join('|')}|`,
    ),
    'an HTML table': `<table>${rows((row) => `<tr>${[...row].map((one) => `<td>${one === '.' ? '' : one}</td>`).join('')}</tr>`, '')}</table>`,
    'an HTML table over lines': `<table>\n${rows((row) => `  <tr>\n${[...row].map((one) => `    <td class="c">${one === '.' ? '&nbsp;' : one}</td>\n`).join('')}  </tr>`)}\n</table>`,
    'LaTeX, the package sudoku': `\\begin{sudoku}\n${rows((row) => `|${[...row].map((one) => (one === '.' ? ' ' : one)).join('|')}|.`)}\n\\end{sudoku}`,
    'a LaTeX tabular': rows((row) => `${[...row].map((one) => (one === '.' ? ' ' : one)).join(' & ')} \\\\`),
    'a C array': `int grid[9][9] = {\n${rows((row) => `  {${[...row.replaceAll('.', '0')].join(', ')}}`, ',\n')}\n};`,
    'a Java array of strings': `String[] s = {\n${rows((row) => `  "${row}"`, ',\n')}\n};`,
    'a Python list with a name': `grid = [\n${rows((row) => `    [${[...row.replaceAll('.', '0')].join(', ')}]`, ',\n')},\n]`,
    'numpy print': `[[${rows((row) => [...row.replaceAll('.', '0')].join(' '), ']\n [')}]]`,
    'numpy repr': `array([[${rows((row) => [...row.replaceAll('.', '0')].join(', '), '],\n       [')}]])`,
    'a MATLAB matrix': `[${rows((row) => [...row.replaceAll('.', '0')].join(' '), '; ')}]`,
    'floats, as pandas writes them': rows((row) =>
      [...row].map((one) => (one === '.' ? 'NaN' : `${one}.0`)).join('\t'),
    ),
    'numbers as floats': rows((row) => [...row.replaceAll('.', '0')].map((one) => `${one}.0`).join(',')),
    'null for a blank': JSON.stringify(ROWS.map((row) => [...row].map((one) => (one === '.' ? null : Number(one))))),
    'empty strings for blanks': JSON.stringify(ROWS.map((row) => [...row].map((one) => (one === '.' ? '' : one)))),
    'leetcode: strings in lists': JSON.stringify(ROWS.map((row) => [...row])),
    'an object with a board': JSON.stringify({
      board: ROWS.map((row) => [...row].map((one) => Number(one) || 0)),
      difficulty: 'hard',
    }),
    'an object with a puzzle in a string': JSON.stringify({ puzzle: SUDOKU, solution: null }),
    'the API sugoku': `{"board":${JSON.stringify(ROWS.map((row) => [...row].map((one) => Number(one) || 0)))}}`,
    'rows numbered with letters': rows((row, i) => `${'ABCDEFGHI'[i]} ${parts(row, 3).join(' ')}`),
    'rows numbered': rows((row, i) => `${i + 1}: ${row}`),
    'a header of columns': `  1 2 3 4 5 6 7 8 9\n${rows((row, i) => `${'ABCDEFGHI'[i]} ${[...row].join(' ')}`)}`,
    'quoted in a mail': rows((row) => `> ${row}`),
    'a list in a chat': rows((row) => `- ${row}`),
    'in backticks': `\`${SUDOKU}\``,
    'in a fence with a language': `\`\`\`text\n${ROWS.join('\n')}\n\`\`\``,
    'behind words': `Can you solve this one?\n\n${ROWS.join('\n')}\n\nThanks!`,
    'behind words on its line': `Today's puzzle: ${SUDOKU}`,
    underscores: SUDOKU.replaceAll('.', '_'),
    stars: rows((row) => row.replaceAll('.', '*')),
    hashes: rows((row) => row.replaceAll('.', '#')),
    'boxes for blanks': rows((row) => row.replaceAll('.', '\u25A1')),
    'squares of emoji, keycaps': rows((row) =>
      [...row].map((one) => (one === '.' ? '\u2B1C' : `${one}\uFE0F\u20E3`)).join(''),
    ),
    'full-width digits': rows((row) =>
      [...row].map((one) => (one === '.' ? '\u3000' : String.fromCharCode(0xff10 + Number(one)))).join(''),
    ),
    'full-width digits, circles for blanks': rows((row) =>
      [...row].map((one) => (one === '.' ? '\u3007' : String.fromCharCode(0xff10 + Number(one)))).join(''),
    ),
    Devanagari: rows((row) =>
      [...row].map((one) => (one === '.' ? '-' : String.fromCharCode(0x966 + Number(one)))).join(' '),
    ),
    'hodoku: bands of dots': `.${'-'.repeat(7)}.${'-'.repeat(7)}.${'-'.repeat(7)}.\n${rows(
      (row, i) =>
        `| ${parts(row, 3)
          .map((part) => [...part].join(' '))
          .join(' | ')} |${i % 3 === 2 && i < 8 ? `\n:${'-'.repeat(7)}+${'-'.repeat(7)}+${'-'.repeat(7)}:` : ''}`,
    )}\n'${'-'.repeat(7)}'${'-'.repeat(7)}'${'-'.repeat(7)}'`,
    'double frames': `\u2554${'\u2550'.repeat(9)}\u2557\n${rows((row) => `\u2551${row}\u2551`)}\n\u255A${'\u2550'.repeat(9)}\u255D`,
    semicolons: cells((one) => (one === '.' ? '' : one), ';'),
    'semicolons, one at each end': cells((one) => (one === '.' ? '' : one), ';', ';'),
    'tabs with zeros': cells((one) => (one === '.' ? '0' : one), '\t'),
    'two spaces between': cells((one) => one, '  '),
    'rows in brackets on one line': `[${rows((row) => `[${row}]`, '')}]`,
    'rows with commas on one line': ROWS.join(','),
    'rows with spaces on one line': ROWS.join(' '),
    'rows with bars on one line': ROWS.join('|'),
    'an empty line between bands': [0, 3, 6].map((at) => ROWS.slice(at, at + 3).join('\n')).join('\n\n'),
    'empty lines between all rows': ROWS.join('\n\n'),
    'old Mac line ends': ROWS.join('\r'),
    'spaces at line ends': rows((row) => `${row}   `),
    'a .sdk file with an author': `#A somebody\n#D a puzzle\n#L Hard\n${ROWS.join('\n')}\n`,
    'a .sdm file with one line and an end': `${zeros}\r\n`,
    'a VBForums .msk': `Puzzle\n${rows((row) => row.replaceAll('.', '0'))}`,
    'a link with dots escaped': `https://example.org/?p=${SUDOKU.replaceAll('.', '%2E')}`,
    'a link in angle brackets': `<https://example.org/#${zeros}>`,
    'a link in Markdown': `[my puzzle](https://example.org/?s=${zeros})`,
    'a link and a word': `Look: https://example.org/?puzzle=${zeros} - hard!`,
    'this page’s link': `https://example.org/hrm/#sudoku/${SUDOKU.replace(/\.{1,26}/g, ({ length }) => String.fromCharCode(96 + length))}`,
    '80 cells': [SUDOKU.slice(1), /81 cells; this text has 80/],
    '82 cells': [`${SUDOKU}1`, /81 cells; this text has 82/],
    'eight rows': [ROWS.slice(1).join('\n'), /9 rows; this text has 8/],
    'a letter in a row': [SUDOKU.replace('3', 'k'), /./],
    'a digit of two': [
      ROWS.map((row) => [...row.replaceAll('.', '0')].join(' '))
        .join('\n')
        .replace('9', '19'),
      /./,
    ],
    'a 4 x 4': ['1...\n..2.\n.3..\n...4', /a row of a Sudoku has 9/],
    'a 16 x 16': [Array(16).fill('1...............').join('\n'), /./],
    'a picture’s address': ['https://example.org/sudoku.png', /81 cells/],
    words: ['Dear reader, here is no puzzle.', /81 cells/],
    nothing: ['   \n ', /empty/],
  },
  maze: {
    'hashes and dots': drawn({ ' ': '.' }),
    'a fence with a language': `\`\`\`\n${drawn({ ' ': '.' })}\n\`\`\``,
    'ones and zeros with S and G': drawn({ '#': '1', ' ': '0' }),
    'zeros for walls, told by the frame’s letters': [drawn({ '#': '0', ' ': '1' }), /wall/],
    blocks: drawn({ '#': '\u2588', ' ': '\u2591' }),
    'black and white squares': drawn({ '#': '\u2B1B', ' ': '\u2B1C', S: '\u{1F7E9}', G: '\u{1F7E5}' }),
    'double width blocks': LINES.map((line) =>
      [...line].map((mark) => ({ '#': '\u2588\u2588', ' ': '  ', S: 'S ', G: 'G ' })[mark]).join(''),
    ).join('\n'),
    'spaces between': LINES.map((line) => [...line.replaceAll(' ', '.')].join(' ')).join('\n'),
    'commas between': LINES.map((line) => [...line.replaceAll(' ', '.')].join(',')).join('\n'),
    'lists of numbers': JSON.stringify(
      LINES.map((line) => [...line].map((mark) => ({ '#': 1, ' ': 0, S: 2, G: 3 })[mark])),
    ),
    'a list of strings': JSON.stringify(LINES),
    'a list of lists of strings': JSON.stringify(LINES.map((line) => [...line])),
    'a Python list': `[${LINES.map((line) => `'${line}'`).join(',\n ')}]`,
    'a Python list with a name': `maze = [\n${LINES.map((line) => `    "${line}",`).join('\n')}\n]`,
    'numpy print': `[[${LINES.map((line) => [...line].map((mark) => ({ '#': 1, ' ': 0, S: 2, G: 3 })[mark]).join(' ')).join(']\n [')}]]`,
    'an object with a grid': JSON.stringify({ maze: LINES }),
    'A and B': drawn({ S: 'A', G: 'B', ' ': '.' }),
    'S and F': drawn({ G: 'F', ' ': '.' }),
    'S and T': drawn({ G: 'T', ' ': '.' }),
    'small letters': drawn({ S: 's', G: 'g', ' ': '-' }),
    'Advent of Code: S and E': drawn({ G: 'E', ' ': '.' }),
    'two dots of emoji': drawn({ '#': '\u{1F9F1}', ' ': '\u2B1C', S: '\u{1F7E2}', G: '\u{1F3C1}' }),
    'man and flag': drawn({ '#': '\u2B1B', ' ': '\u2B1C', S: '\u{1F6B6}', G: '\u{1F3C1}' }),
    'quoted in a mail': LINES.map((line) => `> ${line}`).join('\n'),
    'indented by four spaces': LINES.map((line) => `    ${line}`).join('\n'),
    'on one line': MAZE.replaceAll(' ', '.'),
    'behind words': `My maze:\n${drawn({ ' ': '.' })}`,
    'with a size in front': `7 7\n${drawn({ ' ': '.' })}`,
    'a path in it': drawn({ ' ': '.' }).replace('S....', 'Soooo'),
    'two starts': [drawn({ ' ': '.' }).replace('#.###.#', '#S###.#'), /2 cells "S"/],
    'no goal': [drawn({ G: '.', ' ': '.' }), /no goal/],
    'four marks': [drawn({ ' ': '.' }).replace('S..', 'Sa%'), /./],
    'a row too short': [drawn({ ' ': '.' }).replace('#.###.#', '#.###.'), /row/i],
    words: ['Dear reader,\nhow are you?', /./],
  },
}

const OTHER = SUDOKU.replace('.', '8')
export const TWO = [SUDOKU, OTHER]
/** A list and its puzzles, "error" for a line that is none; or the refusal.
 * @type {Record<string, [string | Uint8Array, string[] | RegExp]>} */
export const LISTS = {
  'one a line': [TWO.join('\n'), TWO],
  'old Mac line ends': [TWO.join('\r'), TWO],
  'a header of other names': [`Quiz;Level\n${TWO.map((one) => `${one};1`).join('\n')}`, TWO],
  'an index without a name': [`,puzzle\n${TWO.map((one, i) => `${i},${one}`).join('\n')}`, TWO],
  'a quoted header': [`"puzzle","solution"\n${TWO.map((one) => `"${one}",""`).join('\n')}`, TWO],
  'spaces in the header': [` puzzle , level\n${TWO.map((one) => `${one}, 3`).join('\n')}`, TWO],
  bars: [`puzzle|level\n${TWO.map((one) => `${one}|1`).join('\n')}`, TWO],
  'a word of the separator': [`sep=;\npuzzle;level\n${TWO.map((one) => `${one};1`).join('\n')}`, TWO],
  'empty lines between': [`puzzle\n\n${TWO.join('\n\n')}\n\n`, TWO],
  comments: [`# my list\npuzzle\n${TWO.join('\n# next\n')}`, TWO],
  'a bad line': [`puzzle\n${SUDOKU}\nnothing\n${OTHER}`, [SUDOKU, 'error', OTHER]],
  'a line cut short': [`${SUDOKU}\n${OTHER.slice(0, 60)}\n${OTHER}`, [SUDOKU, 'error', OTHER]],
  'numbered lines': [TWO.map((one, i) => `${i + 1}. ${one}`).join('\n'), TWO],
  'JSON: texts': [JSON.stringify(TWO), TWO],
  'JSON: objects with names unlike': [JSON.stringify(TWO.map((quizzes) => ({ quizzes, id: 1 }))), TWO],
  'JSON: columns': [JSON.stringify({ puzzle: TWO, level: ['1', '2'] }), TWO],
  'JSON: objects in an object': [JSON.stringify({ data: TWO.map((puzzle) => ({ puzzle })) }), TWO],
  'JSON: rows, as data viewers export them': [
    JSON.stringify({ rows: TWO.map((question) => ({ row: { question } })) }),
    TWO,
  ],
  'JSON lines': [TWO.map((puzzle) => JSON.stringify({ puzzle })).join('\n'), TWO],
  'JSON lines, the last cut': [`${JSON.stringify({ puzzle: SUDOKU })}\n{"puzzle": "1`, [SUDOKU, 'error']],
  'UTF-16, big end first': [Buffer.from(`\uFEFFpuzzle\n${TWO.join('\n')}`, 'utf16le').swap16(), TWO],
  'a web page': ['<!doctype html><html><body>Not found</body></html>', /81 cells|column/],
  empty: ['', /empty/],
  'columns that nobody knows': ['a,b\n1,2\n3,4\n', /column|81 cells/],
}

const pair = { input: [[1]], output: [[2]] }
const task = { train: [pair, pair], test: [pair] }
/** Demonstrations and tests of each task; or the refusal.
 * @type {Record<string, [string, number[][] | RegExp]>} */
export const TASKS = {
  'a task': [JSON.stringify(task), [[2, 1]]],
  'a task by its name': [JSON.stringify({ '007bbfb7': task }), [[2, 1]]],
  'a list of tasks': [
    JSON.stringify([task, task]),
    [
      [2, 1],
      [2, 1],
    ],
  ],
  'a list with names': [
    JSON.stringify([
      { id: 'a', ...task },
      { id: 'b', ...task },
    ]),
    [
      [2, 1],
      [2, 1],
    ],
  ],
  'JSON lines': [
    `${JSON.stringify(task)}\n${JSON.stringify(task)}\n`,
    [
      [2, 1],
      [2, 1],
    ],
  ],
  'a byte order mark': [`\uFEFF${JSON.stringify(task)}`, [[2, 1]]],
  'a fence': [`\`\`\`json\n${JSON.stringify(task)}\n\`\`\``, [[2, 1]]],
  'Python’s print': [JSON.stringify(task).replaceAll('"', "'"), [[2, 1]]],
  'Python with a name': [`task = ${JSON.stringify(task)}`, [[2, 1]]],
  'a trailing semicolon': [`${JSON.stringify(task)};`, [[2, 1]]],
  'tasks under a name': [
    JSON.stringify({ tasks: [task, task] }),
    [
      [2, 1],
      [2, 1],
    ],
  ],
  'pairs alone': [
    JSON.stringify([pair, pair]),
    [
      [1, 1],
      [1, 1],
    ],
  ],
  'a grid of spaces and digits': ['0 1\n1 0', [[0, 1]]],
  'a grid of numpy': ['[[0 1]\n [1 0]]', [[0, 1]]],
  'a colour of 10': [JSON.stringify({ train: [{ input: [[10]], output: [[1]] }], test: [pair] }), /10 in cell 1/],
  'rows of two lengths': [
    JSON.stringify({ train: [{ input: [[1], [1, 2]], output: [[1]] }], test: [pair] }),
    /not of one length/,
  ],
  'a file cut short': [JSON.stringify(task).slice(0, 40), /no JSON/],
  'something else': ['{"a": 1}', /no task of ARC/],
  'an empty list': ['[]', /no task of ARC/],
  words: ['Dear reader, no task here.', /no JSON/],
}
