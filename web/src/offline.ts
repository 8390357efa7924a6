/** In ms: the page shall be on the screen by then. */
const LATER = 1000

/**
 * Keeps the page for use offline, once everything else is there: its files are many, and the first model shall not wait
 * for them. Where the browser refuses (a private window, plain http), the page is what it was.
 */
export async function keepOffline(model: Promise<unknown>): Promise<void> {
  await model.catch(() => {})
  if (!import.meta.env.PROD) return
  const register = () => setTimeout(() => navigator.serviceWorker?.register('./sw.js').catch(() => {}), LATER)
  if (document.readyState === 'complete') register()
  else addEventListener('load', register, { once: true })
}
