/** Numbers and counts in words, the same everywhere on the page. */

/** A whole number as toLocaleString('en') writes it, which takes a browser tens of milliseconds the first time: it
 * reads its tables of all languages.
 */
export const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',')

export function count(n: number, one: string, many = `${one}s`): string {
  return `${grouped(n)} ${n === 1 ? one : many}`
}

export function milliseconds(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`
  return ms >= 100 ? `${Math.round(ms)} ms` : `${ms.toFixed(1)} ms`
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
