// <hrm-puzzle> in other people's pages: what frameworks set, other documents and directions, a second copy, and the
// policies under which a worker does not start.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { GENTLE, assertSolves } from '../web/page.mjs'
import { EARLY, MODEL, event, puzzle, status, visit } from './page.mjs'
import { open } from './site.mjs'

let site
before(async () => {
  site = await open()
})
after(() => site?.close())

const cells = (answer) => [...answer].map(Number)
const MAZE = 'S   ### G   ####'
const policy = (content) => `<meta http-equiv="Content-Security-Policy" content="${content}">`

test('null and undefined are absent, and numbers are a value', async (t) => {
  const page = await visit(
    t,
    site,
    `${EARLY}<hrm-puzzle value="${GENTLE}" type="sudoku" model="${MODEL}"></hrm-puzzle>`,
  )
  await event(page, 'hrm-ready')
  const seen = await page.evaluate((text) => {
    const element = document.querySelector('hrm-puzzle')
    const list = []
    for (const absent of [null, undefined]) {
      for (const name of ['value', 'type', 'model', 'autoplay', 'readonly']) {
        element[name] = absent
        list.push(element.hasAttribute(name))
      }
      Object.assign(element, { value: 'x', type: 'maze', model: 'm' })
    }
    element.type = null
    element.model = null
    const numbers = Array.from(text, (character) => (character === '.' ? 0 : Number(character)))
    element.value = numbers
    list.push(element.value)
    element.value = Array.from({ length: 9 }, (_, row) => numbers.slice(9 * row, 9 * row + 9))
    list.push(element.value)
    return list
  }, GENTLE)
  const digits = GENTLE.replaceAll('.', '0')
  assert.deepEqual(seen, [...Array(10).fill(false), digits, digits])
  assert.equal(await page.locator('hrm-puzzle [part~=given]').count(), 40)
})

test('type, value and model that are set together are one change, in whatever order', async (t) => {
  const page = await visit(t, site, `${EARLY}${puzzle('autoplay')}`)
  await event(page, 'hrm-solved')
  for (const order of [
    ['type', 'value', 'model'],
    ['value', 'type', 'model'],
  ]) {
    for (const next of [
      { type: 'maze', value: MAZE, model: `${MODEL}#maze.hrm` },
      { type: 'sudoku', value: GENTLE, model: MODEL },
    ]) {
      await page.evaluate(
        ([order, next]) => {
          seen.length = 0
          for (const name of order) document.querySelector('hrm-puzzle')[name] = next[name]
        },
        [order, next],
      )
      await event(page, 'hrm-solved')
      const names = await page.evaluate(() => seen.map(({ name }) => name))
      assert.ok(!names.includes('hrm-error'), names.join())
      assert.equal(names.filter((name) => name === 'hrm-ready').length, 1)
    }
  }
})

test('solve() straight after a value solves that value', async (t) => {
  const page = await visit(t, site, `${EARLY}<hrm-puzzle model="${MODEL}"></hrm-puzzle>`)
  await event(page, 'hrm-ready')
  const answer = await page.evaluate(async (value) => {
    const element = document.querySelector('hrm-puzzle')
    element.value = value
    await element.solve()
    return element.answer
  }, GENTLE)
  assertSolves(GENTLE, cells(answer))
})

test('a second copy of the module has the element of the first', async (t) => {
  const page = await visit(t, site, EARLY)
  const same = await page.evaluate(async () => {
    const first = await import('/wasm/src/element.js')
    const second = await import('/wasm/src/element.js?copy=2')
    const inline = await import('/wasm/dist/inline-element.js')
    const classes = [first, second, inline].map(({ HrmPuzzleElement }) => HrmPuzzleElement)
    return classes.every((one) => one === customElements.get('hrm-puzzle'))
  })
  assert.ok(same)
})

test('moved to another document and back it keeps its styles and its puzzle', async (t) => {
  const page = await visit(t, site, `${EARLY}${puzzle()}<iframe></iframe>`)
  await event(page, 'hrm-ready')
  const displays = await page.evaluate(async () => {
    const element = document.querySelector('hrm-puzzle')
    const display = () => {
      const grid = element.shadowRoot.querySelector('[role=grid]')
      const view = element.ownerDocument.defaultView
      return `${view.getComputedStyle(grid).display} ${grid.querySelectorAll('[part~=given]').length}`
    }
    const list = [display()]
    for (const place of [document.querySelector('iframe').contentDocument.body, document.body]) {
      place.append(element)
      await new Promise((resolve) => setTimeout(resolve, 50))
      list.push(display())
    }
    return list
  })
  assert.deepEqual(displays, Array(3).fill('grid 40'))
})

test('pasted text is taken in any form that its task reads, and what cannot be read is said', async (t) => {
  const page = await visit(t, site, `${EARLY}<hrm-puzzle></hrm-puzzle><hrm-puzzle id="r" readonly value="${GENTLE}">`)
  const paste = (text, selector = 'hrm-puzzle') =>
    page.evaluate(
      ([text, selector]) => {
        const grid = document.querySelector(selector).shadowRoot.querySelector('[role=gridcell]')
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', text)
        grid.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true }))
      },
      [text, selector],
    )
  await page.locator('hrm-puzzle').first().locator('[role=gridcell]').first().waitFor()
  await paste(GENTLE.match(/.{9}/g).join('\n'))
  await event(page, 'change')
  assert.equal(await page.evaluate(() => document.querySelector('hrm-puzzle').value), GENTLE)
  await paste('nonsense')
  assert.equal((await event(page, 'hrm-error')).code, 'PUZZLE_INVALID')
  assert.equal(await page.evaluate(() => document.querySelector('hrm-puzzle').value), GENTLE, 'the puzzle stays')
  await paste(GENTLE.replaceAll('.', '1'), '#r')
  assert.equal(await page.evaluate(() => document.querySelector('#r').value), GENTLE)
})

test('a page that is written from right to left does not mirror the board', async (t) => {
  const page = await visit(t, site, `${EARLY}<div dir="rtl">${puzzle()}</div>`)
  await event(page, 'hrm-ready')
  const at = (cell) =>
    page.evaluate(
      (cell) =>
        document
          .querySelector('hrm-puzzle')
          .shadowRoot.querySelectorAll('[role=gridcell]')
          [cell].getBoundingClientRect().x,
      cell,
    )
  assert.ok((await at(0)) < (await at(8)))
  await page.locator('hrm-puzzle [role=gridcell]').first().click()
  await page.keyboard.press('ArrowRight')
  const current = await page.evaluate(() =>
    document.querySelector('hrm-puzzle').shadowRoot.activeElement.getAttribute('aria-label'),
  )
  assert.match(current, /^Row 1, column 2/)
})

test('a manifest’s file is fetched and hashed once, in the worker', async (t) => {
  const before = site.requests.filter((path) => path === '/model_weights/sudoku.hrm').length
  const page = await visit(t, site, `${EARLY}${puzzle('autoplay')}`, {
    script: () => {
      globalThis.hashed = 0
      const { digest } = SubtleCrypto.prototype
      SubtleCrypto.prototype.digest = function (...given) {
        globalThis.hashed++
        return digest.apply(this, given)
      }
    },
  })
  await event(page, 'hrm-solved')
  assert.equal(site.requests.filter((path) => path === '/model_weights/sudoku.hrm').length, before + 1)
  assert.equal(await page.evaluate(() => hashed), 0, 'not on the page')
})

test('under Trusted Types the worker starts by the policy hrm-wasm, and without it the page computes', async (t) => {
  for (const [types, inWorker] of [
    ['hrm-wasm', true],
    ['other', false],
  ]) {
    const page = await visit(t, site, `${EARLY}${puzzle('autoplay')}`, {
      head: policy(`require-trusted-types-for 'script'; trusted-types ${types}`),
      expected: /TrustedScriptURL|trusted-types|TrustedTypePolicy|Content Security Policy/i,
    })
    const { variantReason } = await event(page, 'hrm-ready')
    assert.equal(/calling thread/.test(variantReason), !inWorker, variantReason)
    assertSolves(GENTLE, cells((await event(page, 'hrm-solved')).answer))
  }
})

test('where the policy allows no worker, the calling thread does its work and says so', async (t) => {
  const page = await visit(t, site, `${EARLY}${puzzle('autoplay')}`, {
    head: policy("worker-src 'none'"),
    expected: /worker-src|Content Security Policy/i,
  })
  const { variantReason } = await event(page, 'hrm-ready')
  assert.match(variantReason, /on the calling thread: /)
  assertSolves(GENTLE, cells((await event(page, 'hrm-solved')).answer))
  assert.match(await status(page), /^Solved/)
})
