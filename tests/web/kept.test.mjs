// Weights of one's own stay in the browser until they are deleted.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { open } from './browser.mjs'
import { asFile, mazeModels } from './models.mjs'
import { button, cell, follow, visit } from './page.mjs'

let site
before(async () => (site = await open()))
after(() => site?.close())

/** The list is made when it comes into the window. */
const seen = async (page) => {
  await page.locator('.facts').waitFor() // above it
  await page.getByText('it stays in this browser').evaluate((element) => element.scrollIntoView())
}

test('a file is kept, listed with its size, used again after a reload, and deleted', async (t) => {
  const page = await visit(t, site, { hash: '#maze/', ready: false, speed: false })
  const weights = await mazeModels.paving()
  await page.locator('.model-facts input[type=file]').setInputFiles(asFile(weights, 'paving.hrm'))
  const entry = page.locator('.kept li', { hasText: 'paving.hrm' })
  await seen(page)
  await entry.waitFor()
  assert.match(await entry.innerText(), new RegExp(`${Math.round(weights.length / 1024)} KB, in use`))
  await follow(page, '#sudoku/')
  await page.getByRole('heading', { name: /Sudoku/, level: 1 }).waitFor()
  await seen(page)
  assert.match(await entry.innerText(), /maze, \d+ KB/i)
  assert.equal(await button(page, 'Use paving.hrm').count(), 0, 'it is of no use in another room')
  await button(page, 'Delete paving.hrm').waitFor()
  await follow(page, '#maze/')
  await page.getByRole('heading', { name: /maze/, level: 1 }).waitFor()
  await page.reload()
  await cell(page, 0).waitFor()
  await seen(page)
  await button(page, 'Use paving.hrm').click()
  await page.locator('.facts', { hasText: 'paving.hrm' }).waitFor()
  await entry.filter({ hasText: 'in use' }).waitFor()
  await button(page, 'Delete paving.hrm').click()
  await entry.waitFor({ state: 'detached' })
  await page.locator('.facts', { hasText: 'paving.hrm' }).waitFor() // what is loaded stays
  await page.reload()
  await cell(page, 0).waitFor()
  await seen(page)
  await page.waitForTimeout(300)
  assert.equal(await entry.count(), 0)
})
