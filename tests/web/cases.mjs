// Every file of ../shared/cases by the four ways in: package, command line, page, element. tests/web/cases.test.mjs
// compares them with the right values; `make cases-table` writes what each says into tests/README.md.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { once } from 'node:events'
import { text as textFrom } from 'node:stream/consumers'
import { Worker } from 'node:worker_threads'
import { readList } from '../../wasm/src/data/list.js'
import { HrmError } from '../../wasm/src/errors.js'
import { arc, findTask, maze } from '../../wasm/src/index.js'
import { HRM, jsonLines } from '../wasm/cli.mjs'
import { all, echoWeights, inRepository, makeModel, SUDOKU, temporaryFolder } from '../wasm/support.mjs'
import { open as openElement } from '../element/site.mjs'
import { open as openPage } from './browser.mjs'
import { button, cell, follow, labels, read } from './page.mjs'

const ANOTHER = 'another puzzle'
/** How often the page is looked at before it is believed to show another puzzle. */
const LOOKS = 40

const FOLDER = inRepository('../shared/cases/')
export const isAbsent = !existsSync(FOLDER) && `${FOLDER} is absent`
const PUZZLE = '.....1.9...3.2..6.9.....3.4..2..6..94..3.528.....4.....5......88.4....5..1..82...'
const MAZE = '########S    ## ### ## #   ## # # ##   #G########'

/** Runs the command line, in a thread: as bin/hrm.mjs, without a process for each of so many files.
 * @param {string[]} argv @param {Buffer} [input] */
async function hrm(argv, input) {
  const worker = new Worker(HRM, { argv, stdin: true, stdout: true, stderr: true })
  worker.stdin.end(input)
  const [stdout, stderr] = await Promise.all([textFrom(worker.stdout), textFrom(worker.stderr), once(worker, 'exit')])
  return { stdout, stderr }
}

/** What each file is, by its number; "" for all others. "refused": in a sentence that says what was seen. */
export const RIGHT = {
  sudoku: { '': 'the puzzle', 31: 'refused', 40: 'two puzzles', 51: 'refused' },
  maze: {
    '': 'the 7 x 7 maze',
    '05': 'refused',
    '07': '11 x 5, 14 moves',
    10: '5 x 4, 6 moves',
    18: '31 x 31, 60 moves; refused by a model up to 30 x 30',
    21: 'refused',
    30: '4 x 4, 6 moves',
    31: '9 x 4, 12 moves',
    32: '25 x 9, 24 moves',
    33: '8 x 8, 14 moves',
    40: '15 x 15, 14 moves',
    41: '15 x 15, 14 moves',
  },
  arc: {
    '': '2 demonstrations, 1 test, 1 output',
    '02': '1 demonstration, 1 test',
    '03': '1 demonstration, 1 test',
    '04': '1 demonstration, 1 test',
    '05': '2 tasks',
    '08': '20 tasks',
    '09': '11 demonstrations, 1 test, 1 output',
    10: '1 demonstration, 5 tests, 5 outputs',
    11: '1 demonstration, 1 test, 1 output; refused by a model up to 30 x 30',
    13: 'refused',
    15: '1 test',
    16: '1 test',
    17: '1 test',
    19: '1 demonstration; nothing to ask',
    20: '1 test',
    21: '1 demonstration, 1 test',
    25: '1 demonstration, 1 test, 1 output',
    26: '3 demonstrations, 1 test, 1 output',
    27: '1 demonstration, 1 test',
    28: 'refused',
    29: '1 test, 1 output',
    30: '1 demonstration, 1 test, 1 output',
    32: '1 demonstration, 1 test',
  },
  eval: {
    '': '4 puzzles, 4 answers',
    11: '4 puzzles',
    13: '4 puzzles',
    14: '4 puzzles, 4 answers, 3 put right',
    28: '4 lines refused',
    29: '4 puzzles',
    33: '4 lines refused',
    34: '1 puzzle, 1 answer',
    40: '17 puzzles, 17 answers',
  },
}

/** @param {number} n @param {string} noun */
const count = (n, noun) => `${n} ${noun}${n === 1 ? '' : 's'}`
/** @param {(string | false | 0)[]} parts */
const listed = (...parts) => parts.filter(Boolean).join(', ')
const refusal = (/** @type {string} */ sentence) => `refused: ${sentence.replace(/\s+/g, ' ').trim()}`

/** Puzzles in words. The name of a grid that is known, or its size. */
function inWords(kind, puzzles) {
  if (kind === 'sudoku') {
    if (!puzzles.every(({ cells }) => cells === PUZZLE)) return `other puzzles: ${puzzles.map(({ cells }) => cells)}`
    return puzzles.length === 1 ? 'the puzzle' : puzzles.length === 2 ? 'two puzzles' : `${puzzles.length} puzzles`
  }
  const [{ rows, columns, cells }] = puzzles
  if (cells === MAZE) return 'the 7 x 7 maze'
  return `${columns} x ${rows}, ${count(maze.solve(cells, columns)?.steps ?? 0, 'move')}`
}

/** A task, or how many there are, in words. */
function tasksInWords(tasks) {
  if (tasks.length > 1) return count(tasks.length, 'task')
  const [{ train, test }] = tasks
  const outputs = test.filter(({ output }) => output).length
  return listed(
    train.length && count(train.length, 'demonstration'),
    test.length && count(test.length, 'test'),
    outputs && count(outputs, 'output'),
  )
}

function rowsInWords(rows) {
  const [good, bad] = [rows.filter((row) => !row.error), rows.filter((row) => row.error)]
  return listed(
    good.length && count(good.length, 'puzzle'),
    good.some(({ answer }) => answer) && count(good.filter(({ answer }) => answer).length, 'answer'),
    good.some(({ note }) => note) && `${good.filter(({ note }) => note).length} put right`,
    bad.length && `${count(bad.length, 'line')} refused`,
  )
}

const sayOr = async (work) => {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof HrmError)) throw error
    return refusal(error.message)
  }
}

export const filesOf = (kind) =>
  readdirSync(FOLDER + kind).map((name) => ({
    name,
    number: name.slice(0, 2),
    path: join(FOLDER, kind, name),
    content: readFileSync(join(FOLDER, kind, name)),
  }))

const inRoom = (page, id) =>
  page.waitForFunction((id) => document.querySelector('.masthead a[aria-current]').hash.startsWith(`#${id}/`), id)

/** Starts what the ways need; each takes { kind, name, content, path } and gives what it says in words. */
export async function openWays() {
  const folder = await temporaryFolder()
  const sizes = {
    sudoku: {},
    maze: { task: 2, seq_len: 900, grid_rows: 30, grid_cols: 30, vocab_size: 6 },
    arc: { task: 3, seq_len: 900, grid_rows: 30, grid_cols: 30, vocab_size: 12 },
  }
  const site = await openElement()
  const models = {}
  for (const [kind, more] of Object.entries(sizes)) {
    const weights = Buffer.from(await makeModel({ ...SUDOKU, ...more, halt_max_steps: 1 }, echoWeights()))
    models[kind] = join(folder, `${kind}.hrm`)
    await writeFile(models[kind], weights)
    site.pages[`/${kind}.hrm`] = weights
  }
  const built = await openPage()
  const context = await built.browser.newContext()
  const page = await context.newPage()
  await page.goto(built.url.href ?? built.url)
  await cell(page, 0).waitFor()
  const element = await (await site.browser.newContext()).newPage()
  await element.goto(new URL('/blank.html', site.url).href)
  // One element of each type stays, and with it the worker and the models.
  await element.evaluate(async (types) => {
    await import('/wasm/src/element.js')
    for (const type of types) {
      const one = document.createElement('hrm-puzzle')
      Object.assign(one, { type, model: `/${type}.hrm` })
      document.body.append(one)
    }
  }, Object.keys(sizes))

  const text = (content) => content.toString('utf8')
  const ways = {
    package: ({ kind, name, content }) =>
      sayOr(async () => {
        if (kind === 'eval') return rowsInWords(await all(readList(content, { task: findTask('sudoku'), name })))
        if (kind === 'arc') return tasksInWords(arc.readTasks(text(content)).tasks)
        return inWords(kind, findTask(kind).read(text(content)).puzzles)
      }),
    'command line': async ({ kind, path, content }) => {
      if (kind === 'eval') {
        const { stdout, stderr } = await hrm(['eval', '--model', models.sudoku, '--input', path, '--segments', '1'])
        if (!stdout)
          return refusal(
            stderr
              .split('\n')
              .find((line) => line.startsWith('error:'))
              .slice(6),
          )
        const lines = jsonLines(stdout).filter(({ index }) => index !== undefined)
        // What is one of several answers is not compared, and yet stated.
        return rowsInWords(lines.map(({ error, note, exact, valid }) => ({ error, note, answer: exact !== null })))
      }
      const { stdout, stderr } = await hrm(['solve', '--model', models[kind], '--segments', '1', '-'], content)
      if (!stdout)
        return refusal(
          stderr
            .split('\n')
            .findLast((line) => line.startsWith('error:'))
            .slice(6),
        )
      return answersInWords(
        kind,
        text(content),
        jsonLines(stdout).map(({ answer }) => answer),
      )
    },
    page: async ({ kind, name, content }) => {
      const room = kind === 'eval' ? 'sudoku' : kind
      const other = room === 'maze' ? 'sudoku' : 'maze'
      // Another puzzle lies there: what does not get in does not pass.
      if (room === 'sudoku') await follow(page, '#sudoku/1zzzb')
      const dataTransfer = await page.evaluateHandle(
        ([name, base64]) => {
          const data = new DataTransfer()
          data.items.add(new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], name))
          return data
        },
        [basename(name), content.toString('base64')],
      )
      const bad = page.locator('.notice.bad')
      // In another room, which opens the one that fits; what that refuses is refused there by its own sentence.
      for (const id of [other, room]) {
        await page.locator(`.masthead nav a[href^="#${id}/"]`).evaluate((link) => link.click())
        await inRoom(page, id)
        // A list without a line that is right is anybody's: the room on view takes it.
        if (id === other && /lines refused$/.test(RIGHT[kind][name.slice(0, 2)] ?? '')) continue
        await page.dispatchEvent('body', 'drop', { dataTransfer })
        await read(page)
        if (!(await bad.count())) break
        const sentence = await bad.first().innerText()
        await button(page, 'Dismiss').first().click()
        if (id === room) return refusal(sentence.replace(/ The (?:board|maze|task) was left[\s\S]*$/, ''))
      }
      await inRoom(page, room)
      if (kind === 'arc') return taskOnPage(page, text(content))
      // What shows a list is fetched when there is one: until then the board of before is on view.
      for (let look = 0; ; look++) {
        const words = await onPage(page, kind, text(content))
        if (!words.startsWith(ANOTHER) || look === LOOKS) return words
        await page.waitForTimeout(250)
      }
    },
    element: async ({ kind, content }) => {
      if (kind === 'eval') return undefined
      const said = await element.evaluate(
        async ([type, value]) => {
          const one = document.createElement('hrm-puzzle')
          Object.assign(one, { type, value, model: `/${type}.hrm` })
          let error
          one.addEventListener('hrm-error', (event) => (error ??= event.detail.error.message))
          document.body.append(one)
          const step = await one.solve({ halt: 'none', maxSegments: 1 })
          one.remove()
          return { answer: step?.answer, error }
        },
        [kind, text(content)],
      )
      if (said.error) return refusal(said.error)
      return answersInWords(kind, text(content), [said.answer.cells])
    },
  }
  return {
    ways,
    async close() {
      await site.close()
      await built.close()
    },
  }
}

/** What a model that says back what it is given says: in words where it is what the package read. */
function answersInWords(kind, text, answers) {
  if (kind === 'arc') {
    const { tasks } = arc.readTasks(text)
    const inputs = tasks.flatMap(({ test }) => test.map(({ input }) => input.map((row) => row.join('')).join('')))
    const same = answers.map((answer) => answer.replaceAll('\n', ''))
    return same.join() === inputs.join() ? tasksInWords(tasks) : `other grids: ${same.join()}`
  }
  const { puzzles } = findTask(kind).read(text)
  const said = answers.map((answer) => answer.replaceAll('\n', ''))
  return said.join() === puzzles.map(({ cells }) => cells).join()
    ? inWords(kind, puzzles)
    : `other puzzles: ${said.join()}`
}

/** The list or the board that is on view, in words. */
async function onPage(page, kind, text) {
  const rows = page.locator('.results tbody tr')
  if (await rows.count()) {
    const found = await rows.evaluateAll((all) =>
      all.map((row) => ({
        isBad: row.className === 'refused',
        words: row.cells[2].innerText,
        answer: row.cells[2].title,
        line: row.cells[1].innerText,
      })),
    )
    if (kind === 'sudoku') {
      const cells = found.map(({ line }) => /[\d.]{81}|[\d.]{80}/.exec(line)[0].replaceAll('0', '.'))
      return inWords(
        kind,
        cells.map((one) => ({ cells: one.length === 80 && PUZZLE.startsWith(one) ? PUZZLE : one })),
      )
    }
    return rowsInWords(found.map(({ isBad, words, answer }) => ({ error: isBad && words, answer })))
  }
  const marks = { wall: '#', free: ' ', start: 'S', goal: 'G', empty: '.', blank: '.' }
  const cells = (await labels(page)).map((label) => {
    const [, mark] = /: (\w+)/.exec(label)
    return /^[1-9]/.test(mark) ? mark[0] : (marks[mark] ?? '.')
  })
  const { puzzles } =
    kind === 'eval'
      ? { puzzles: (await all(readList(text, { task: findTask('sudoku') }))).map(({ puzzle }) => puzzle) }
      : findTask(kind).read(text)
  // The first line of a list may hold no puzzle.
  const wanted = puzzles[0] && (kind === 'maze' ? maze.squared(puzzles[0]) : puzzles[0].cells)
  if (kind === 'eval' && cells.join('') === wanted) return rowsInWords([{}])
  return cells.join('') === wanted ? inWords(kind, puzzles) : `${ANOTHER}: ${cells.join('')}`
}

async function taskOnPage(page, text) {
  const { tasks } = arc.readTasks(text)
  const heading = page.locator('#collection-heading')
  if (await heading.count()) {
    const words = (await heading.innerText()).replace(/ to choose from$/, '')
    await button(page, 'Close the list').click()
    return words
  }
  const wanted = tasks[0].test[0]?.input.flat()
  const colours = (await labels(page)).map((label) => Number(/(\d) \w+$/.exec(label)?.[1]))
  // Behind it stands the answer's grid, which a person may draw.
  return !wanted || wanted.join() === colours.slice(0, wanted.length).join()
    ? tasksInWords(tasks)
    : `another grid: ${colours.join()}`
}

/** What each way says of each file of a kind. */
export async function sayings(ways, kind) {
  const table = []
  for (const { name, number, path, content } of filesOf(kind)) {
    const right = RIGHT[kind][number] ?? RIGHT[kind]['']
    const says = Object.fromEntries(Object.keys(ways).map((way) => [way, undefined]))
    const given = { kind, name, path, content }
    await Promise.all(Object.entries(ways).map(async ([way, say]) => void (says[way] = await say(given))))
    table.push({ kind, name, number, right, says })
  }
  return table
}

/** A way's words agree with the right value: they are it, or where it says "refused" or that there is nothing to ask, a
 * sentence.
 */
export function isRight({ kind, right }, way, words) {
  const [value, aside] = right.split('; ')
  if (words === undefined) return kind === 'eval' && way === 'element'
  if (value === 'refused') return words.startsWith('refused: ') && words.length > 30
  // The element shows one puzzle, and says of several how many they are.
  if (way === 'element' && words.startsWith('refused: This text holds ')) return /puzzles|tasks|tests/.test(right)
  if (aside && words.startsWith('refused: ')) return way !== 'package' && /\d x \d|nothing to ask/.test(words)
  // The page shows a reading's words with the verdict, and puts a single puzzle onto the board, where the rules judge it.
  if (kind === 'eval' && way === 'page')
    return words === value.replace(/, \d+ put right$/, '').replace(/^1 puzzle, .*/, '1 puzzle')
  if (kind === 'eval' && way === 'command line')
    return words === value || words === value.replace(/, \d+ answers?$/, '')
  return words === value
}

/** Markdown: files with the same row in one. */
export function tableOf(rows) {
  const ways = Object.keys(rows[0].says)
  const groups = new Map()
  for (const { kind, number, right, says } of rows) {
    const cells = [
      right,
      ...ways.map((way) =>
        says[way] === undefined ? '' : says[way] === right.split('; ')[0] ? 'the same' : says[way],
      ),
    ]
    const key = JSON.stringify([kind, ...cells])
    groups.set(key, { kind, cells, numbers: [...(groups.get(key)?.numbers ?? []), number] })
  }
  const lines = [...groups.values()].map(
    ({ kind, cells, numbers }) =>
      `| \`${kind}/\` ${numbers.join(' ')} | ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  )
  return [`| files | right value | ${ways.join(' | ')} |`, `|${'---|'.repeat(ways.length + 2)}`, ...lines].join('\n')
}
