// The page as such: open to everybody, self-contained, small.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { serve } from '../../web/server.mjs';
import { open } from './browser.mjs';
import { button, cell, IMPOSSIBLE, GENTLE, paste, solves, visit } from './page.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const JS_MOST = 60 * 1024;

let site;
before(async () => (site = await open()));
after(() => site?.close());

/** In every state: what axe finds is listed with where it is. */
async function axe(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, any }) => `${id}: ${target} ${any[0]?.message ?? ''}`));
}

const states = {
  idle: async () => {},
  conflict: async page => {
    await cell(page, 1).click();
    await page.keyboard.press('4');
  },
  paused: async page => {
    await paste(page, IMPOSSIBLE);
    await button(page, 'Step').click();
    await page.locator('.headline', { hasText: 'Paused' }).waitFor();
  },
  candidates: async page => {
    await page.getByRole('radio', { name: 'Candidates' }).check();
    await states.paused(page);
  },
  entropy: async page => {
    await page.getByRole('radio', { name: 'Entropy' }).check();
    await states.paused(page);
  },
  solving: async page => {
    await paste(page, IMPOSSIBLE);
    await page.getByRole('radio', { name: 'Unhurried' }).check();
    await button(page, 'Solve').click();
    await page.locator('.headline', { hasText: 'segment 2' }).waitFor();
  },
  done: solves,
  failed: async page => {
    await paste(page, IMPOSSIBLE);
    await button(page, 'Solve').click();
    await page.locator('.verdict.bad').waitFor({ timeout: 60_000 });
  },
  differently: async page => {
    await states.failed(page);
    await button(page, 'Try again differently').click();
    await page.locator('.headline', { hasText: /^Attempt \d+: segment/ }).waitFor();
    await button(page, 'Pause').click();
    await page.locator('.headline', { hasText: 'of attempt' }).waitFor();
  },
  refused: page => paste(page, 'no puzzle'),
  dialog: page => button(page, 'Paste text').click(),
};
for (const colorScheme of ['light', 'dark']) {
  for (const [name, act] of Object.entries(states)) {
    test(`axe finds nothing: ${name}, ${colorScheme}`, async t => {
      const page = await visit(t, site, { hash: `#sudoku/${GENTLE}`, colorScheme, reducedMotion: 'reduce' });
      await act(page);
      assert.deepEqual(await axe(page), []);
    });
  }
}

test('the theme switch outdoes the system and is remembered', async t => {
  const page = await visit(t, site, { colorScheme: 'light' });
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.getByRole('radio', { name: 'Dark' }).check();
  assert.notEqual(await paper(), light);
  await page.reload();
  assert.notEqual(await paper(), light);
  await page.getByRole('radio', { name: 'Light' }).check();
  assert.equal(await paper(), light);
});

test('on a phone nothing overflows and every target is 44 px', async t => {
  const page = await visit(t, site, { viewport: { width: 390, height: 844 }, hasTouch: true });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  const small = await page.locator('button:visible, .button:visible, .choice label:visible, input[type=range]:visible').evaluateAll(elements =>
    elements.map(element => [element.textContent, element.getBoundingClientRect()]).filter(([, box]) => Math.min(box.width, box.height) < 43.9).map(([text]) => text));
  assert.deepEqual(small, []);
});

test('every cell is a square, on an empty board and a full one', async t => {
  const page = await visit(t, site);
  const uneven = () => page.getByRole('gridcell').evaluateAll(cells => cells.map(cell => cell.getBoundingClientRect()).filter(({ width, height }) => Math.abs(width - height) > 1.5 || width < 30).length);
  await button(page, 'Clear').click();
  assert.equal(await uneven(), 0);
  await solves(page);
  assert.equal(await uneven(), 0);
});

test('forced colours keep the board legible', async t => {
  const page = await visit(t, site, { forcedColors: 'active' });
  await solves(page);
  assert.notEqual(await cell(page, 0).evaluate(element => getComputedStyle(element).color), await cell(page, 0).evaluate(element => getComputedStyle(element).backgroundColor));
});

test('the first paint waits neither for the solver nor for the weights', async t => {
  let release;
  const held = new Promise(resolve => (release = resolve));
  const hold = async route => {
    await held;
    await route.continue().catch(() => {});
  };
  const page = await visit(t, site, { routes: [['**/*.wasm', hold], ['**/*.hrm', hold]], ready: false });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await cell(page, 5).click();
  const paints = await page.evaluate(() => performance.getEntriesByType('paint').length);
  assert.ok(paints > 0);
  release();
  await page.getByText('Parameters').waitFor();
  await solves(page);
});

test('the page works in a folder below the host’s root', async t => {
  const { server, url } = await serve(site.folder, { under: 'some/where' });
  t.after(() => server.close());
  const page = await visit(t, { browser: site.browser, url: `${url}some/where/` });
  await solves(page);
});

test('the server sends types and isolation, and nothing from outside its folder', async () => {
  const get = path => fetch(new URL(path, site.url));
  const page = await get('');
  assert.match(page.headers.get('content-type'), /^text\/html/);
  assert.equal(page.headers.get('cross-origin-opener-policy'), 'same-origin');
  assert.equal(page.headers.get('cross-origin-embedder-policy'), 'require-corp');
  const wasm = readdirSync(`${site.folder}/assets`).filter(name => name.endsWith('.wasm'));
  assert.ok(wasm.length >= 3);
  for (const name of wasm) assert.equal((await get(`assets/${name}`)).headers.get('content-type'), 'application/wasm');
  for (const path of ['..%2fpackage.json', '%2e%2e/package.json', '..%5cpackage.json', 'assets/..%2f..%2fpackage.json', 'nothing']) assert.equal((await get(path)).status, 404, path);
});

test('all JavaScript together stays under 60 KB gzipped', t => {
  const files = readdirSync(site.folder, { recursive: true }).filter(name => name.endsWith('.js'));
  assert.ok(files.length >= 2); // the page and the worker
  const sizes = files.map(name => gzipSync(readFileSync(`${site.folder}/${name}`), { level: 9 }).length);
  const sum = sizes.reduce((a, b) => a + b);
  t.diagnostic(`${files.map((name, i) => `${name} ${sizes[i]}`).join(', ')}: ${sum} bytes gzipped`);
  assert.ok(sum < JS_MOST, `${sum} bytes`);
});

test('the page holds no inline script or style and asks for nothing from elsewhere', () => {
  const html = readFileSync(`${site.folder}/index.html`, 'utf8');
  assert.match(html, /Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'/);
  assert.doesNotMatch(html, /style=|<style|https?:|<script(?![^>]*src=)/);
});
