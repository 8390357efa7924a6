/** Keeps the page for use offline, once everything else is there. Where the browser refuses (a private window, plain http), the page is what it was. */
export function keepOffline(): void {
  if (!import.meta.env.PROD) return;
  addEventListener('load', () => setTimeout(() => navigator.serviceWorker?.register('./sw.js').catch(() => {})), { once: true });
}
