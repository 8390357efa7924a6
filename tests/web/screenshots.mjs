// Pictures of the page in its states, at phone and desktop width, light and dark: `node screenshots.mjs OUT_FOLDER`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { open } from './browser.mjs';

const out = process.argv[2];
if (!out) throw new Error('Usage: node screenshots.mjs OUT_FOLDER');
mkdirSync(out, { recursive: true });

const { browser, url, close } = await open();
const states = {
  idle: async () => {},
  solving: async page => {
    await page.getByRole('button', { name: /Undertow/ }).click();
    for (let i = 1; i <= 5; i++) {
      await page.getByRole('button', { name: 'Step' }).click();
      await page.getByText(i === 1 ? 'Paused after 1 segment' : `Paused after ${i} segments`).first().waitFor();
    }
    await page.locator('[data-cell="40"]').click();
  },
  solved: async page => {
    await page.getByRole('button', { name: 'Solve' }).click();
    await page.locator('.verdict.good').waitFor();
    await page.locator('[data-cell="40"]').click();
  },
  failed: async page => {
    await page.getByRole('button', { name: /Abyss/ }).click();
    await page.getByRole('button', { name: 'Solve' }).click();
    await page.locator('.verdict.bad, .verdict.good').waitFor();
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
await close();
