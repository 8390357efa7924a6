/**
 * The page's fonts, asked for before the first layout: no other one has to come after it. Where the host is far they
 * would keep a reader from the page, so there they wait for the style sheet that names them.
 */
import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'
import newsreader from '@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2'

/** In ms, until the first byte of the HTML. */
const NEAR = 100

export function preloadFonts(): void {
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  if (!visit || visit.responseStart - visit.requestStart >= NEAR) return
  for (const href of [inter, newsreader])
    document.head.append(
      Object.assign(document.createElement('link'), {
        rel: 'preload',
        as: 'font',
        type: 'font/woff2',
        crossOrigin: '',
        href,
      }),
    )
}
