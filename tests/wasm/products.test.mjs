// Which way to sum products is quicker, told from clocks that tick coarsely while other work takes the processor away.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { areProductsQuickerIn16Bits } from '../../wasm/src/products.js'
import { random } from './support.mjs'

const TRIES = 200

test('the quicker way to sum products is found beside other work, whatever the clock', (t) => {
  const seed = 4711
  console.log(`seed ${seed}`)
  const next = random(seed)
  const { now } = performance
  t.after(() => void (performance.now = now))
  for (const tickMs of [0.005, 0.1, 1]) {
    for (const [timesAsQuick, in16Bits] of /** @type {const} */ ([
      [0.9, true],
      [1, true],
      [1.15, true],
      [1.75, false],
      [2.2, false],
    ])) {
      let wrong = 0
      for (let i = 0; i < TRIES; i++) {
        // A processor of its own time: at first the engine still compiles and chains take three times as long, and now
        // and then other work comes between.
        let ms = next()
        const compiled = ms + next()
        performance.now = () => Math.floor(ms / tickMs) * tickMs
        /** @param {number} way */
        const chain = (way) => {
          const takes = (way ? 0.004 : 0.004 / timesAsQuick) * (ms < compiled ? 3 : 1)
          ms += takes + (next() < takes / 4 ? 3 * next() : 0)
        }
        wrong += +(areProductsQuickerIn16Bits(/** @type {any} */ ({ call: { chain } })) !== in16Bits)
      }
      assert.ok(
        wrong <= 0.01 * TRIES,
        `${wrong} of ${TRIES} wrong where 32 bits are ${timesAsQuick} times as quick and the clock ticks every ${tickMs} ms`,
      )
    }
  }
})
