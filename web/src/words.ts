/** Numbers and counts in words, the same everywhere on the page. */

/** A whole number as toLocaleString('en') writes it, which takes a browser tens of milliseconds the first time: it
 * reads its tables of all languages.
 */
export const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',')

export function count(n: number, one: string, many = `${one}s`): string {
  return `${grouped(n)} ${n === 1 ? one : many}`
}

/** Of one segment, where a millisecond matters, to hours. */
export function milliseconds(ms: number): string {
  if (ms >= 1000) return seconds(ms)
  return ms >= 100 ? `${Math.round(ms)} ms` : `${ms.toFixed(1)} ms`
}

export function seconds(ms: number): string {
  if (ms >= 100_000) return `${Math.round(ms / 60_000)} min`
  return `${ms >= 10_000 ? Math.round(ms / 1000) : (ms / 1000).toFixed(1)} s`
}

export function bytes(n: number): string {
  if (n < 1024) return count(n, 'byte')
  return n < 1024 * 1024 ? `${(n / 1024).toFixed(0)} KB` : `${(n / 1024 / 1024).toFixed(2)} MB`
}

/** Never says 0 % or 100 % of something that is only close to it. */
export function percent(p: number): string {
  if (p > 0 && p < 0.005) return '<1 %'
  if (p < 1 && p > 0.995) return '>99 %'
  return `${Math.round(p * 100)} %`
}

export function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`
}
