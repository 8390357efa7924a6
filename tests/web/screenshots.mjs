// Pictures of the page in its states, at phone and desktop width, light and dark: `node screenshots.mjs OUT_FOLDER`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { open } from './browser.mjs';

const out = process.argv[2];
if (!out) throw new Error('Usage: node screenshots.mjs OUT_FOLDER');
mkdirSync(out, { recursive: true });

/** Of the project's own generator. */
const LONG_THOUGHT = '....84..........2.61......7.574..8.9.4.2..6....8....7....5.2.......49..8....312..';

const { browser, url, close } = await open();
const states = {
  idle: async () => {},
  solving: async page => {
    await page.getByRole('button', { name: /Labyrinth/ }).click();
    for (let i = 1; i <= 5; i++) {
      await page.getByRole('button', { name: 'Step' }).click();
      await page.locator('.headline', { hasText: `Paused after ${i} segment` }).waitFor();
    }
    await page.locator('[data-cell="40"]').click();
  },
  solved: async page => {
    await page.getByRole('button', { name: /Commuter/ }).click();
    await page.getByRole('button', { name: 'Solve' }).click();
    await page.locator('.verdict.good').waitFor();
    await page.locator('[data-cell="40"]').click();
  },
  failed: async page => {
    await page.getByRole('button', { name: /Abyss/ }).click();
    await page.getByRole('button', { name: 'Solve' }).click();
    await page.locator('.verdict.bad').waitFor({ timeout: 120_000 });
  },
};
for (const colorScheme of ['light', 'dark']) {
  for (const width of [390, 1280]) {
    for (const [name, act] of Object.entries(states)) {
      const context = await browser.newContext({ viewport: { width, height: width < 500 ? 844 : 900 }, colorScheme, hasTouch: width < 500 });
      const page = await context.newPage();
      await page.goto(url);
      await page.getByText('Parameters').waitFor();
      await act(page);
      await page.waitForTimeout(900); // the mark of a change fades to its resting colour
      await page.evaluate(() => scrollTo(0, 0));
      await page.screenshot({ path: join(out, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      await context.close();
      console.log(`${name} ${width} ${colorScheme}`);
    }
  }
}

// The picture for the README: a long thought, looked back upon two thirds of its way.
const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' })).newPage();
await page.goto(`${url}#sudoku/${LONG_THOUGHT}`);
await page.getByRole('button', { name: 'Solve' }).click();
await page.locator('.verdict.good, .verdict.bad').waitFor({ timeout: 120_000 });
const slider = page.getByRole('slider');
const segments = Number(await slider.getAttribute('max'));
for (let i = Math.floor((2 * segments) / 3); i < segments; i++) await slider.press('ArrowLeft');
const doubts = await page.locator('.cell.unsure').all();
await doubts[Math.floor(doubts.length / 2)]?.click();
await page.evaluate(() => {
  document.activeElement.blur();
  scrollTo(0, 0);
});
await page.mouse.move(5, 5);
await page.waitForTimeout(900);
await page.screenshot({ path: join(out, 'readme.png') });
console.log(`readme, ${segments} segments`);
await close();
