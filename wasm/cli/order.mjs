// Work on what comes from a file: so many at once, results in its order; a part of it.

/** Calls `work` on every item, at most `width` at once, and yields the results in the items' order, each as soon as its
 * turn has come.
 * @template T, R @param {AsyncIterable<T>} items @param {number} width @param {(item: T) => Promise<R>} work
 * @returns {AsyncGenerator<R>} */
export async function* inOrder(items, width, work) {
  /** A slot frees when its own work ends, not when its turn to be printed comes: one slow puzzle must not idle the
   * others.
   * @type {Set<Promise<unknown>>} */
  const busy = new Set()
  /** @type {{ result: Promise<R>, settled: boolean }[]} */
  const queue = []
  for await (const item of items) {
    const result = work(item)
    busy.add(result)
    const entry = { result, settled: false }
    const leave = () => {
      busy.delete(result)
      entry.settled = true
    }
    result.then(leave, leave)
    queue.push(entry)
    // The race may be over before leave() has run; then it runs now.
    while (busy.size >= width) await Promise.race(busy)
    while (queue[0]?.settled || queue.length > 64 * width) yield /** @type {typeof entry} */ (queue.shift()).result
  }
  for (const { result } of queue) yield result
}

/** Those of the first `limit` items whose numbers are first, first + step, ...
 * @template T @param {AsyncIterable<T>} items @param {{ limit: number, first: number, step: number }} which */
export async function* take(items, { limit, first, step }) {
  let number = 0
  if (first >= limit) return
  for await (const item of items) {
    if (number >= first && (number - first) % step === 0) yield item
    if (++number >= limit) return
  }
}
