// Which of the relaxed build's two ways to sum products of 8 bits this processor is quick at: nothing but the time it takes tells.

/** For so long, in ms, chains of products are made and counted, from one tick of the clock to another: some clocks tick once a millisecond. */
const LEAST_MS = 0.4
/** Of a chain, which takes some microseconds. */
const LINKS = 100

/** Should products be summed in 16 bits first? One instruction that sums in 32 bits takes about half as long as the three of the other way; where the
 * engine makes it of several, it takes at least as long, and then it needs more of them.
 * @param {import('./core.js').Core} core of a relaxed build */
export function areProductsQuickerIn16Bits({ call }) {
  const best = [0, 0] // chains a millisecond, in 32 bits and in 16
  let from = performance.now()
  for (let i = 0; i < 6; i++) {
    let to = from
    let chains = 0
    for (; to - from < LEAST_MS; chains++) {
      call.chain(i % 2, LINKS)
      to = performance.now()
    }
    best[i % 2] = Math.max(best[i % 2], chains / (to - from))
    from = to // a tick; the first time was not begun at one and may seem longer than it was
  }
  return best[0] < 1.2 * best[1]
}
