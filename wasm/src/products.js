// Which of the two relaxed builds' ways to sum products of 8 bits this processor is quick at: nothing but the time it
// takes tells.

/** For so long, in ms, chains of products are made and counted, from one tick of the clock to another: some clocks
 * tick once a millisecond.
 */
const LEAST_MS = 0.4
/** Of a chain, which takes some microseconds. */
const LINKS = 100
/** So often, at most, each way is timed. */
const MOST_TIMES = 12

/** Should products be summed in 16 bits first? One instruction that sums in 32 bits takes about half as long as the
 * three of the other way; where the engine makes it of several, it takes about as long, and then it needs more of them.
 * Other work, and the engine's own while it compiles, only take time away: the best of each way counts, once the third
 * best comes near.
 * @param {import('./core.js').Core} core of either */
export function areProductsQuickerIn16Bits({ call }) {
  const rates = [
    [0, 0, 0],
    [0, 0, 0],
  ] // chains a millisecond, the best first: in 32 bits and in 16
  let from = performance.now()
  for (let i = 0; i < 2 * MOST_TIMES && !rates.every(([best, , third]) => third > 0.8 * best); i++) {
    let to = from
    let chains = 0
    for (; to - from < LEAST_MS; chains++) {
      call.chain(i % 2, LINKS)
      to = performance.now()
    }
    rates[i % 2].push(chains / (to - from))
    rates[i % 2].sort((a, b) => b - a)
    from = to // a tick; the first time was not begun at one and may seem longer than it was
  }
  return rates[0][0] < 1.4 * rates[1][0]
}
