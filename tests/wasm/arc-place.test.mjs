import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createArcLearner } from '../../wasm/src/arc/learn.js'
import { Place } from '../../wasm/src/arc/place.js'
import { resultOf } from '../../wasm/src/arc/votes.js'

/** @typedef {import('../../wasm/src/learn.d.ts').ArcBudget} Budget */
/** @typedef {import('../../wasm/src/learn.d.ts').ArcMember} Member */
/** @typedef {import('../../wasm/src/learn.d.ts').ArcPlace} Kept */

const MEMBER = { name: 'as drawn', views: false, absolute: false, allColours: false, share: 1, seed: 2 }
/** @param {Budget} budget @returns {Budget} */
const third = ({ gflop, seconds }) => (gflop === undefined ? { seconds } : { gflop: gflop / 3 })

/** A place whose nets learn 50 GFLOP at a time, in halves, and fit their demonstrations once they have had `enough`.
 * @param {Budget} budget @param {{ enough?: number, kept?: Kept }} [options] */
function placeOf(budget, { enough = 0, kept } = {}) {
  /** @type {any[]} */
  const made = []
  /** @param {Member} member @param {Budget} drawn */
  const make = (member, drawn) => {
    /** @type {any} */
    const net = {
      member,
      drawn,
      gflop: 0,
      fit: 0,
      learner: undefined,
      closed: false,
      asked: 0,
      get steps() {
        return this.gflop
      },
      /** @param {unknown} _given @param {unknown} _signal @param {any} state */
      async begin(_given, _signal, state) {
        this.gflop = state?.gflop ?? 0
        this.fit = state?.fit ?? 0
        this.learner = { state: async () => ({ gflop: this.gflop, fit: this.fit }) }
      },
      /** @param {any} budget */
      share({ gflop, seconds }) {
        return Math.min(1, this.gflop / (gflop ?? seconds))
      },
      /** @param {any} budget */
      async *learn({ gflop, seconds }) {
        this.gflop = Math.min(gflop ?? seconds, this.gflop + 50)
        this.fit = this.gflop >= enough ? 1 : 0
        yield { step: this.gflop }
      },
      async measure() {},
      async answer() {
        this.asked++
        return { member, fit: this.fit, viewCount: 1, gflop: this.gflop, steps: this.gflop, candidates: [] }
      },
      look: async (/** @type {number[][][]} */ inputs) => inputs,
      save: async () => new Uint8Array([member.seed]),
      close() {
        this.closed = true
      },
    }
    made.push(net)
    return net
  }
  return { place: new Place(MEMBER, { part: third, seeds: 3, make }, budget, kept), made }
}

const { signal } = new AbortController()

/** Learns to the end, or for some slices.
 * @param {Place} place @param {Budget} budget @param {number} [slices] */
async function learn(place, budget, slices = 1000) {
  for (let i = 0; i < slices && !(place.net.learner && place.share(budget) >= 1); i++)
    await place.slice({}, budget, () => {}, [[[0]]], signal)
}

/** What each net had: its seed, what it was drawn for, what it learnt. @param {any[]} made */
const had = (made) => made.map(({ member, drawn, gflop }) => [member.seed, drawn.gflop, gflop])

test('a net that fits its demonstrations makes room for another, and all of them vote', async () => {
  const budget = { gflop: 900 }
  const { place, made } = placeOf(budget)
  await learn(place, budget)
  assert.deepEqual(had(made), [
    [2, 100, 100],
    [5, 100, 100],
    [8, 100, 100],
  ])
  assert.deepEqual([place.gflop, place.share(budget)], [300, 1])
  assert.deepEqual(
    made.map(({ closed }) => closed),
    [true, true, false],
    'only one is in memory',
  )
  const learnt = await place.answer(budget, undefined, () => {})
  assert.deepEqual(
    learnt.map(({ member, gflop }) => [member.seed, gflop]),
    [
      [2, 100],
      [5, 100],
      [8, 100],
    ],
  )
  assert.deepEqual(
    made.map(({ asked }) => asked),
    [1, 1, 1],
  )
  for (const { member } of learnt) assert.deepEqual(await place.save(member), new Uint8Array([member.seed]))
  assert.equal(await place.save({ ...MEMBER }), undefined, 'another net')
  assert.equal((await place.look([[[0]]], undefined)).length, 3)
})

test('one that does not fit them goes on, and leaves what remains to the next when it does', async () => {
  const budget = { gflop: 900 }
  const never = placeOf(budget, { enough: Infinity })
  await learn(never.place, budget)
  assert.deepEqual(had(never.made), [[2, 100, 300]])
  assert.equal(never.place.share(budget), 1)
  const late = placeOf(budget, { enough: 120 })
  await learn(late.place, budget)
  assert.deepEqual(had(late.made), [
    [2, 100, 200],
    [5, 100, 100],
  ])
  assert.equal((await late.place.answer(budget, undefined, () => {})).length, 2)
})

test('a small budget and seconds are for one net, a large one for six that learn longer', async () => {
  for (const budget of [{ gflop: 30 }, { gflop: 440 }, { seconds: 1000 }]) {
    const { place, made } = placeOf(budget)
    await learn(place, budget)
    assert.equal(made.length, 1, JSON.stringify(budget))
    assert.equal(place.share(budget), 1)
  }
  const budget = { gflop: 36000 }
  const { place, made } = placeOf(budget)
  await learn(place, budget)
  assert.deepEqual(
    had(made).map(([, drawn]) => drawn),
    Array(6).fill(2000),
  )
})

test('who learns more after the end gets another net where the first fits, and a longer one where it does not', async () => {
  for (const { enough, nets } of [
    { enough: 0, nets: [2, 5] },
    { enough: Infinity, nets: [2] },
  ]) {
    const { place, made } = placeOf({ gflop: 300 }, { enough })
    await learn(place, { gflop: 300 })
    assert.equal(made.length, 1)
    await learn(place, { gflop: 600 })
    assert.deepEqual(
      made.map(({ member }) => member.seed),
      nets,
    )
    assert.deepEqual([place.gflop, place.share({ gflop: 600 })], [200, 1])
  }
})

test('kept at any moment, a place goes on to the same nets', async () => {
  const budget = { gflop: 1500 }
  const whole = placeOf(budget, { enough: 120 })
  await learn(whole.place, budget)
  for (let slices = 1; slices < 10; slices++) {
    const before = placeOf(budget, { enough: 120 })
    await learn(before.place, budget, slices)
    const after = placeOf(budget, { enough: 120, kept: structuredClone(await before.place.kept()) })
    await learn(after.place, budget)
    /** @param {Place} place */
    const told = async (place) =>
      (await place.answer(budget, undefined, () => {})).map(({ member, gflop }) => [member.seed, gflop])
    assert.deepEqual(await told(after.place), await told(whole.place), `after ${slices} slices`)
  }
})

/** A net that learnt a task of one cell and says a colour.
 * @param {number} fit @param {number} colour @param {number} [broken] of the invariants */
const saying = (fit, colour, broken = 0) => ({
  member: MEMBER,
  fit,
  gflop: 1,
  steps: 1,
  candidates: [[{ grid: [[colour]], share: 1, broken }]],
})
/** @param {ReturnType<typeof saying>[]} nets */
const confidenceOf = (nets) => resultOf({ train: [], test: [{ input: [[0]] }] }, nets).confidence

test('two nets must agree, of more two thirds of those that fit, and half of all', () => {
  /** Nets that fit and say 1, nets that fit and say others, nets that fit nothing.
   * @param {number} agreeing @param {number} others @param {number} lost @param {number} [broken] */
  const confidence = (agreeing, others, lost, broken = 0) =>
    confidenceOf([
      ...Array.from({ length: agreeing }, () => saying(1, 1, broken)),
      ...Array.from({ length: others }, (_, i) => saying(0.6, 2 + i)),
      ...Array.from({ length: lost }, () => saying(0, 9)),
    ])
  assert.equal(confidence(3, 0, 0), 'firm')
  assert.equal(confidence(3, 0, 0, 1), 'guess', 'an answer that has not what all demonstrations have')
  assert.equal(confidence(2, 1, 0), 'firm')
  assert.equal(confidence(2, 0, 1), 'firm')
  assert.equal(confidence(1, 0, 2), 'guess', 'one net alone')
  assert.equal(confidence(1, 0, 0), 'guess', 'one net')
  assert.equal(confidence(3, 3, 0), 'guess')
  assert.equal(confidence(4, 2, 0), 'firm')
  assert.equal(confidence(5, 4, 0), 'guess')
  assert.equal(confidence(6, 3, 0), 'firm')
  assert.equal(confidence(3, 0, 3), 'firm', 'nets that have just begun are no voices against')
  assert.equal(confidence(3, 0, 6), 'guess')
})

/** Learners whose nets fit at once and give every cell black. */
const blank = /** @type {any} */ (
  async () => ({
    closed: false,
    /** @param {any} answer @param {number} [ms] */
    async answered(answer, ms) {
      await new Promise((resolve) => setTimeout(resolve, ms))
      if (this.closed) throw new Error('closed')
      return answer
    },
    steps: 0,
    seconds: 0,
    /** @param {any} end */
    async *run({ steps }) {
      this.steps = steps
      yield { step: steps, exact: 1 }
    },
    model() {
      return this.answered({
        async *solve(/** @type {Uint16Array} */ inputs) {
          yield { logits: new Float32Array(inputs.length * 16) }
        },
        close() {},
      })
    },
    save: async () => new Uint8Array(),
    state() {
      return this.answered(new Uint8Array(), 30)
    },
    memory() {
      return this.answered({ bytes: 10 }, 30)
    },
    close() {
      this.closed = true
    },
  })
)

test('once the answer of six nets or more is firm no more are asked, whoever was quicker, but where one wants more', async () => {
  const grid = [
    [1, 2],
    [2, 1],
  ]
  const black = grid.map((row) => row.map(() => 0))
  const task = { train: [{ input: grid, output: black }], test: [{ input: grid }] }
  const told = (/** @type {any} */ { confidence, learnt }) => [
    confidence,
    learnt.map((/** @type {any} */ { member }) => member.seed).sort(),
  ]
  for (const atOnce of [1, 2]) {
    const nets = await createArcLearner(task, { gflop: 3000, atOnce }, blank)
    /** @type {Promise<any>[]} */
    const asked = []
    const onProgress = () => asked.push(nets.look(), nets.state(), nets.memory())
    assert.deepEqual(await nets.run({ onProgress }), { done: true })
    for (const answer of await Promise.all(asked)) assert.ok(answer, 'asked while nets make room')
    assert.equal(nets.share, 1)
    assert.ok(nets.gflop < 2000, `${nets.gflop} of 3000 GFLOP`)
    const six = told(await nets.answer())
    assert.deepEqual(six, ['firm', [1, 2, 3, 4, 5, 6]])
    const state = structuredClone(await nets.state())
    const budget = { gflop: 4500 }
    await nets.run({ budget })
    const nine = told(await nets.answer())
    assert.deepEqual(nine, ['firm', [1, 2, 3, 4, 5, 6, 7, 8, 9]])
    nets.close()
    const again = await createArcLearner(task, { gflop: 3000, state }, blank)
    assert.deepEqual(told(await again.answer()), six)
    await again.run({ budget })
    assert.deepEqual(told(await again.answer()), nine)
    again.close()
  }
})
