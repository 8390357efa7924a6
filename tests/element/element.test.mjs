// <hrm-puzzle> in a browser.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { bundle } from '../wasm/bundle.mjs'
import { GENERIC, inRepository, makeModel, randomWeights, wasmBytes } from '../wasm/support.mjs'
import { GENTLE, assertSolves } from '../web/page.mjs'
import { EARLY, MODEL, define, event, puzzle, status, visit } from './page.mjs'
import { open } from './site.mjs'

let site
before(async () => {
  site = await open()
})
after(() => site?.close())

const names = (page) => page.evaluate(() => seen.map(({ name }) => name).filter((name, i, all) => name !== all[i - 1]))
const cells = (answer) => [...answer].map(Number)
const fetched = (path) => site.requests.filter((one) => one === path).length

test('element, worker and the largest .wasm are under 46 KB gzipped together', async () => {
  const element = await bundle('import "./element.js"')
  const worker = gzipSync(await readFile(inRepository('wasm/dist/hrm-worker.js')), { level: 9 }).length
  const wasm = Math.max(
    ...['relaxed', 'relaxed16', 'simd', 'scalar'].map((variant) => gzipSync(wasmBytes(variant), { level: 9 }).length),
  )
  console.log(`gzipped: element ${element.gzipped}, worker ${worker}, wasm at most ${wasm} bytes`)
  assert.equal(element.later, 0, 'a bundler that makes one file of it makes no more')
  assert.ok(element.gzipped + worker + wasm < 46 * 1024)
})

test('upgraded early it loads, solves by itself and says each thing once, in order', async (t) => {
  const page = await visit(t, site, EARLY + puzzle('autoplay'))
  const { answer, step } = await event(page, 'hrm-solved')
  assertSolves(GENTLE, cells(answer))
  assert.equal(step.done && step.valid, true)
  assert.deepEqual(await names(page), ['hrm-progress', 'hrm-ready', 'hrm-step', 'hrm-solved'])
  const { info, variant } = await event(page, 'hrm-ready')
  assert.equal(info.task, 'sudoku')
  assert.notEqual(variant, 'scalar')
  const { loaded, total } = await page.evaluate(() => seen.filter(({ name }) => name === 'hrm-progress').at(-1).detail)
  assert.ok(loaded === total && total === info.bytes)
  assert.match(await status(page), /^Solved: 1 segment\.|^Solved: \d+ segments\./)
  const shown = await page.getByRole('gridcell').allInnerTexts()
  assertSolves(GENTLE, shown.map(Number))
  assert.match(await page.getByRole('gridcell').nth(1).getAttribute('aria-label'), /^Row 1, column 2: [1-9], answer$/)
  assert.equal(await page.getByRole('gridcell').first().getAttribute('aria-label'), 'Row 1, column 1: 4, given')
})

test('upgraded late it takes over attributes and properties that were set before', async (t) => {
  const page = await visit(t, site, '<hrm-puzzle id="a" type="maze" readonly></hrm-puzzle>')
  await page.evaluate(
    ([value, model]) => {
      const made = Object.assign(document.createElement('hrm-puzzle'), { id: 'b', value, model, autoplay: true })
      document.querySelector('main').append(made)
      Object.assign(document.querySelector('#a'), { value: 'S G#' })
    },
    [GENTLE, MODEL],
  )
  await define(page)
  assertSolves(GENTLE, cells((await event(page, 'hrm-solved', 'b')).answer))
  const of = (id) =>
    page.evaluate((id) => {
      const { type, value, model, autoplay, readonly } = document.getElementById(id)
      return {
        type,
        value,
        model,
        autoplay,
        readonly,
        own: Object.keys(document.getElementById(id)),
        attributes: document.getElementById(id).getAttributeNames().sort(),
      }
    }, id)
  assert.deepEqual(await of('a'), {
    type: 'maze',
    value: 'S G#',
    model: '',
    autoplay: false,
    readonly: true,
    own: [],
    attributes: ['id', 'readonly', 'type', 'value'],
  })
  assert.deepEqual(await of('b'), {
    type: 'sudoku',
    value: GENTLE,
    model: MODEL,
    autoplay: true,
    readonly: false,
    own: [],
    attributes: ['autoplay', 'id', 'model', 'value'],
  })
})

test('attributes and properties stay in step', async (t) => {
  const page = await visit(t, site, `${EARLY}<hrm-puzzle></hrm-puzzle>`)
  await page.waitForFunction(() => customElements.get('hrm-puzzle'))
  const result = await page.evaluate(() => {
    const element = document.querySelector('hrm-puzzle')
    const both = () =>
      ['type', 'value', 'model']
        .map((name) => [element[name], element.getAttribute(name)])
        .concat(['autoplay', 'readonly'].map((name) => [element[name], element.hasAttribute(name)]))
    const states = [both()]
    Object.assign(element, { type: 'maze', value: 'S  G', autoplay: true, readonly: true })
    states.push(both())
    element.setAttribute('type', 'chess')
    element.setAttribute('value', '.')
    element.removeAttribute('autoplay')
    element.readonly = false
    states.push(both())
    return states
  })
  assert.deepEqual(result, [
    [
      ['sudoku', null],
      ['', null],
      ['', null],
      [false, false],
      [false, false],
    ],
    [
      ['maze', 'maze'],
      ['S  G', 'S  G'],
      ['', null],
      [true, true],
      [true, true],
    ],
    [
      ['sudoku', 'chess'],
      ['.', '.'],
      ['', null],
      [false, false],
      [false, false],
    ],
  ])
})

test('several share one worker and one copy of the weights; moving keeps it, removing all gives it back', async (t) => {
  const context = await site.browser.newContext()
  t.after(() => context.close())
  const before = fetched('/model_weights/sudoku.hrm')
  const page = await visit(
    t,
    site,
    `${EARLY}<section>${puzzle('id="a"')}${puzzle('id="b"')}</section><aside>${puzzle('id="c"')}</aside>`,
    { context },
  )
  for (const id of ['a', 'b', 'c']) await event(page, 'hrm-ready', id)
  assert.equal(page.workers().length, 1)
  assert.equal(fetched('/model_weights/sudoku.hrm'), before + 1)
  const answers = await page.evaluate(async () => {
    const all = [...document.querySelectorAll('hrm-puzzle')]
    // Moved in mid-solve, and one taken away: the others go on.
    const solving = all.map((element) => element.solve())
    document.querySelector('aside').append(all[0])
    all[1].remove()
    const steps = await Promise.all(solving)
    return [steps.map((step) => step?.grid), all[1].answer]
  })
  assert.equal(answers[0][1], undefined)
  for (const i of [0, 2]) assertSolves(GENTLE, cells(answers[0][i]))
  assert.equal(page.workers().length, 1)
  assert.equal(fetched('/model_weights/sudoku.hrm'), before + 1)
  await page.evaluate(() => document.querySelectorAll('hrm-puzzle').forEach((element) => element.remove()))
  await page.waitForFunction(() => true)
  for (let i = 0; i < 40 && page.workers().length; i++) await page.waitForTimeout(50)
  assert.equal(page.workers().length, 0)
  await page.evaluate(
    (markup) => document.querySelector('main').insertAdjacentHTML('beforeend', markup),
    puzzle('id="d" autoplay'),
  )
  assertSolves(GENTLE, cells((await event(page, 'hrm-solved', 'd')).answer))
  assert.equal(fetched('/model_weights/sudoku.hrm'), before + 1, 'kept by the browser')
})

test('events leave shadow trees', async (t) => {
  const page = await visit(t, site, '<div></div>')
  await page.evaluate((markup) => {
    document.querySelector('div').attachShadow({ mode: 'open' }).innerHTML = markup
  }, puzzle('id="inside" autoplay'))
  await define(page)
  assert.ok((await event(page, 'hrm-solved', 'inside')).answer)
})

test('what fails is an event and a sentence, and the next try works', async (t) => {
  const page = await visit(t, site, `${EARLY}<hrm-puzzle value="123"></hrm-puzzle>`, { expected: /404/ })
  assert.equal((await event(page, 'hrm-error')).code, 'PUZZLE_INVALID')
  assert.match(await status(page), /81 cells/)
  const next = (change) =>
    page.evaluate((change) => {
      seen.length = 0
      Object.assign(document.querySelector('hrm-puzzle'), change)
    }, change)
  await next({ value: GENTLE })
  assert.equal(await page.evaluate(() => document.querySelector('hrm-puzzle').solve()), undefined)
  assert.match((await event(page, 'hrm-error')).message, /no model/)
  for (const [model, code] of [
    ['/weights/404', 'MODEL_FETCH'],
    ['/weights/html', 'MODEL_INVALID'],
    ['/weights/damaged', 'MODEL_INVALID'],
    ['/blank.html', 'MODEL_INVALID'],
    [`${MODEL}#chess.hrm`, 'MODEL_FETCH'],
    ['/nowhere/manifest.json', 'MODEL_FETCH'],
  ]) {
    await next({ model })
    assert.equal((await event(page, 'hrm-error')).code, code, model)
    assert.equal(await page.evaluate(() => seen.filter(({ name }) => name === 'hrm-error').length), 1, model)
  }
  await next({ value: `44${GENTLE.slice(2)}`, model: MODEL })
  await event(page, 'hrm-ready')
  await page.getByRole('button', { name: 'Solve' }).click()
  assert.match((await event(page, 'hrm-error')).message, /contradict/)
  await next({ value: GENTLE })
  await page.getByRole('button', { name: 'Solve' }).click()
  assertSolves(GENTLE, cells((await event(page, 'hrm-solved')).answer))
})

test('a solve stops within 100 ms: by the button, by stop() and by a signal', async (t) => {
  const page = await visit(t, site, EARLY + puzzle())
  await event(page, 'hrm-ready')
  for (const way of ['button', 'stop', 'signal']) {
    const { ms, steps, outcome } = await page.evaluate(async (way) => {
      const element = document.querySelector('hrm-puzzle')
      const controller = new AbortController()
      let steps = 0
      let stopped
      const listener = () => {
        if (++steps !== 2) return
        stopped = performance.now()
        if (way === 'button') element.shadowRoot.querySelector('[part~=solve]').click()
        else if (way === 'stop') element.stop()
        else controller.abort()
      }
      element.addEventListener('hrm-step', listener)
      const outcome = await element.solve({ halt: 'none', maxSegments: 64, signal: controller.signal })
      const ms = performance.now() - stopped
      element.removeEventListener('hrm-step', listener)
      return { ms, steps, outcome }
    }, way)
    assert.ok(ms < 100 && steps === 2 && outcome === undefined, `${way}: ${ms} ms, ${steps} steps`)
    assert.equal(await page.getByRole('button', { name: 'Solve' }).count(), 1)
    assert.equal(await status(page), 'Stopped.', way)
  }
})

test('a person enters by keys and by the keypad; readonly it stays as it is', async (t) => {
  const page = await visit(t, site, `${EARLY}<hrm-puzzle></hrm-puzzle>`)
  const grid = page.getByRole('grid', { name: 'Sudoku' })
  await grid.waitFor()
  const element = page.locator('hrm-puzzle')
  const value = () => element.evaluate(({ value }) => value)
  await page.keyboard.press('Tab')
  await page.keyboard.type('5')
  for (const key of [
    'ArrowRight',
    '7',
    'ArrowDown',
    '3',
    'End',
    '9',
    'Home',
    '8',
    'Backspace',
    'ArrowUp',
    'ArrowUp',
    'ArrowLeft',
    'x',
  ])
    await page.keyboard.press(key)
  assert.equal(await value(), `57${'.'.repeat(8)}3${'.'.repeat(6)}9${'.'.repeat(63)}`)
  assert.equal(
    await page
      .getByRole('gridcell')
      .first()
      .evaluate((cell) => cell === cell.getRootNode().activeElement),
    true,
  )
  await page.getByRole('gridcell').nth(80).click()
  await page.getByRole('button', { name: '2', exact: true }).click()
  assert.equal((await value()).at(-1), '2')
  await page.getByRole('button', { name: 'blank' }).click()
  assert.equal((await value()).at(-1), '.')
  assert.equal(await page.evaluate(() => seen.filter(({ name }) => name === 'change').length), 8)
  await element.evaluate((element) => {
    element.readonly = true
  })
  await grid.and(page.locator('[aria-readonly=true]')).waitFor()
  await page.getByRole('gridcell').nth(5).click()
  await page.keyboard.type('1')
  assert.equal((await value())[5], '.')
  assert.equal(await page.locator('[part=keypad]').isVisible(), false)
  // What was entered is no puzzle of another type.
  await element.evaluate((element) => {
    element.type = 'maze'
  })
  assert.equal((await event(page, 'hrm-error')).code, 'PUZZLE_INVALID')
  assert.equal(await page.locator('[role=grid]').isVisible(), false)
})

test('a maze smaller than the model is framed for it, and its answer is of its own size', async (t) => {
  const config = {
    ...GENERIC,
    dtype: 1,
    task: 2,
    grid_rows: 7,
    grid_cols: 7,
    vocab_size: 6,
    seq_len: 49,
    puzzle_emb_len: 0,
    num_puzzle_identifiers: 0,
    hidden_size: 16,
    num_heads: 2,
    pos_encodings: 0,
    rope_theta: 10000,
  }
  const body = Buffer.from(await makeModel(config, randomWeights(3)))
  const maze = 'S  # # #   ## G '
  const page = await visit(t, site, `<hrm-puzzle type="maze" value="${maze}" model="/maze.hrm"></hrm-puzzle>`)
  await page.route('**/maze.hrm', (route) => route.fulfill({ body, contentType: 'application/octet-stream' }))
  await define(page)
  await event(page, 'hrm-ready')
  const { length, grid, events } = await page.evaluate(async () => {
    const element = document.querySelector('hrm-puzzle')
    const step = await element.solve()
    return { length: element.answer.length, grid: step.grid.length, events: seen.map(({ name }) => name) }
  })
  assert.deepEqual([length, grid], [16, 49])
  assert.ok(!events.includes('hrm-solved'), 'random weights solve no maze')
  assert.match(await status(page), /Not solved after 4 segments/)
  assert.equal(await page.getByRole('gridcell').count(), 16)
  assert.equal(await page.getByRole('gridcell').nth(3).getAttribute('aria-label'), 'Row 1, column 4: wall')
})

test('themed by custom properties and parts', async (t) => {
  const page = await visit(t, site, EARLY + puzzle('autoplay'))
  await event(page, 'hrm-solved')
  const looks = await page.evaluate(() => {
    const element = document.querySelector('hrm-puzzle')
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      'hrm-puzzle { --hrm-accent: rgb(1, 2, 3); --hrm-size: 200px } hrm-puzzle::part(given) { color: rgb(4, 5, 6) }',
    )
    document.adoptedStyleSheets = [sheet]
    const of = (part) => getComputedStyle(element.shadowRoot.querySelector(`[part~=${part}]`)).color
    return [of('answer'), of('given'), element.getBoundingClientRect().width]
  })
  assert.deepEqual(looks, ['rgb(1, 2, 3)', 'rgb(4, 5, 6)', 200])
})

test('custom-elements.json says what the source does', async () => {
  const { modules } = JSON.parse(await readFile(inRepository('wasm/custom-elements.json'), 'utf8'))
  const [{ tagName, attributes, events, cssProperties, cssParts, members }] = modules[0].declarations
  const sources = await Promise.all(
    ['element', 'element-grid', 'element-kinds', 'element-styles'].map((name) =>
      readFile(inRepository(`wasm/src/${name}.js`), 'utf8'),
    ),
  )
  const text = sources.join('\n')
  const unique = (pattern) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort()
  const listed = (list) => list.map(({ name }) => name).sort()
  assert.equal(tagName, 'hrm-puzzle')
  assert.deepEqual(listed(cssProperties), unique(/var\((--hrm-[\w-]+)/g))
  assert.deepEqual(listed(events), [...unique(/#dispatch\('([\w-]+)'/g), ...unique(/new Event\('(\w+)'/g)].sort())
  const { HrmPuzzleElement } = await import('../../wasm/src/element.js')
  assert.deepEqual(listed(attributes), [...HrmPuzzleElement.observedAttributes].sort())
  for (const { name, static: isStatic } of members)
    assert.ok(name in (isStatic ? HrmPuzzleElement : HrmPuzzleElement.prototype), name)
  const inMarkup = unique(/part: '([\w -]+)'/g).flatMap((names) => names.split(' '))
  for (const name of inMarkup) assert.ok(listed(cssParts).includes(name), name)
  const { FACES } = await import('../../wasm/src/tasks/rules.js')
  const ofMarks = Object.values(FACES).flatMap(({ marks }) => marks.map(({ part, word }) => part ?? word))
  for (const name of listed(cssParts).filter((name) => !ofMarks.includes(name)))
    assert.match(text, new RegExp(`['" ]${name}['" \\]]|\\[part~?=${name}\\]`), name)
})

test('axe finds nothing, in light and dark, before, after and in failure; nor in the example page, which solves in ten lines', async (t) => {
  const axe = await readFile(inRepository('tests/node_modules/axe-core/axe.min.js'), 'utf8')
  const violations = async (page) => {
    await page.evaluate(axe)
    return page.evaluate(async () =>
      (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    )
  }
  for (const colorScheme of ['light', 'dark']) {
    const page = await visit(
      t,
      site,
      `${EARLY}${puzzle('id="a"')}<hrm-puzzle id="b" type="maze" value="S # ##   G ##   "></hrm-puzzle><hrm-puzzle id="c" readonly value="x"></hrm-puzzle>`,
      { colorScheme, reducedMotion: 'reduce' },
    )
    await event(page, 'hrm-ready', 'a')
    await event(page, 'hrm-error', 'c')
    assert.deepEqual(await violations(page), [])
    await page.evaluate(() => document.querySelector('#a').solve())
    assert.deepEqual(await violations(page), [])
    if (process.env.SCREENSHOTS)
      await page.screenshot({ path: `${process.env.SCREENSHOTS}/element-${colorScheme}.png`, fullPage: true })
  }
  const source = await readFile(inRepository('wasm/example.html'), 'utf8')
  assert.equal(source.trimEnd().split('\n').length, 10)
  const page = await visit(t, site, '')
  await page.goto(`${site.url}wasm/example.html`)
  assertSolves(GENTLE, cells((await event(page, 'hrm-solved')).answer))
  assert.deepEqual(
    (await violations(page)).filter((one) => !/^(landmark-one-main|region)/.test(one)),
    [],
  )
})
