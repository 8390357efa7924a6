// The states and events of a room, without a browser.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { load } from './source.mjs'

let machine
let say
before(async () => {
  machine = await load('thinking/machine.ts')
  ;({ verdict: say } = await load('rooms/sudoku/verdict.ts'))
})

const step = { amiss: 1, attempt: 1, maxSegments: 16, valid: false, done: false, ms: 1 }
const verdict = { kind: 'solved', sentence: 'Right.', details: {} }
const right = { ...step, amiss: 0, valid: true, done: true, verdict }
const after = (...events) =>
  events.reduce((state, event) => machine.transition(state, event), machine.begin('.'.repeat(81)))
const solve = { type: 'SOLVE' }
const stepped = { type: 'STEPPED', step }

test('the ways through the states', () => {
  const { PATIENCE, PATIENCE_MOST } = machine
  const full = Array(PATIENCE).fill(stepped)
  const ways = [
    ['editing', []],
    ['solving', [solve]],
    ['paused', [{ type: 'ADVANCE' }, stepped]],
    ['solving', [solve, { type: 'PAUSE' }]],
    ['paused', [solve, { type: 'PAUSE' }, stepped]],
    ['solving', [{ type: 'ADVANCE' }, stepped, solve]],
    ['editing', [solve, { type: 'HALT' }]],
    ['done', [solve, stepped, { type: 'HALT' }]],
    ['done', [solve, { type: 'STEPPED', step: right }]],
    ['done', [solve, ...full]],
    ['solving', [solve, ...full, { type: 'LONGER' }]],
    ['failed', [solve, { type: 'FAIL', fault: {} }]],
    ['solving', [solve, { type: 'FAIL', fault: {} }, solve]],
    ['editing', [solve, ...full, { type: 'RESET' }]],
    ['editing', [solve, ...full, { type: 'EDIT', puzzle: '1'.padEnd(81, '.') }]],
  ]
  for (const [phase, events] of ways) assert.equal(after(...events).phase, phase, JSON.stringify(events.slice(-3)))
  assert.equal(after(solve, ...full).end, 'exhausted')
  assert.equal(after(solve, { type: 'STEPPED', step: right }).end, 'solved')
  const longest = after(solve, ...full, { type: 'LONGER' }, ...Array(PATIENCE_MOST - PATIENCE).fill(stepped))
  assert.equal(longest.end, 'exhausted')
  assert.equal(machine.transition(longest, { type: 'LONGER' }), longest)
})

test('keeping on goes through the attempts, one after another, until one is right or all are spent', () => {
  const { PATIENCE, TWINS_MOST } = machine
  const stepOf = (attempt, more) => ({ type: 'STEPPED', step: { ...step, attempt, ...more } })
  const attempt = (number) => Array(PATIENCE).fill(stepOf(number))
  const keep = { type: 'KEEP' }
  assert.equal(after(solve, ...attempt(1).slice(1), keep).phase, 'solving')
  assert.equal(after(solve, ...attempt(1).slice(1), keep).attempts, 1, 'not while it thinks')
  const begun = after(solve, ...attempt(1), keep)
  assert.deepEqual(
    [begun.phase, begun.attempt, begun.attempts, begun.steps.length, begun.shown],
    ['solving', 2, 1 + TWINS_MOST, 0, -1],
  )
  const third = after(solve, ...attempt(1), keep, ...attempt(2), stepOf(3))
  assert.deepEqual([third.phase, third.attempt, third.steps.length, third.shown], ['solving', 3, 1, 0])
  assert.deepEqual(machine.spent(third), { segments: 2 * PATIENCE + 1, ms: 2 * PATIENCE + 1 })
  const paused = machine.transition(machine.transition(third, { type: 'PAUSE' }), stepOf(3))
  assert.deepEqual([paused.phase, machine.transition(paused, solve).attempt], ['paused', 3])
  const twins = Array.from({ length: TWINS_MOST }, (_, i) => attempt(i + 2)).flat()
  const spent = after(solve, ...attempt(1), keep, ...twins)
  assert.deepEqual([spent.phase, spent.end, spent.attempt], ['done', 'exhausted', 1 + TWINS_MOST])
  assert.equal(machine.transition(spent, { type: 'LONGER' }), spent)
  assert.deepEqual(
    [machine.transition(spent, keep).attempts, machine.transition(spent, solve).attempts],
    [1 + 2 * TWINS_MOST, 1],
  )

  const solution = '425369871391784256876512934518937642764821593239645718147298365983156427652473189'
  const puzzle = solution.replace('4', '.')
  const found = [
    { type: 'EDIT', puzzle },
    solve,
    ...attempt(1),
    keep,
    ...attempt(2),
    stepOf(3),
    stepOf(3, { segment: 2, grid: solution, valid: true, done: true, verdict }),
  ]
  assert.match(
    say(after(...found), 'ready').text,
    new RegExp(
      `Found on attempt 3, segment 2: 3 attempts, ${2 * PATIENCE + 2} segments, ${2 * PATIENCE + 2}.0 ms of computing`,
    ),
  )
  assert.equal(say(after(...found.slice(0, -1)), 'ready').headline, 'Attempt 3: segment 2')
  assert.equal(say(after(...found.slice(0, -2)), 'ready').headline, 'Attempt 3: segment 1')
})

test('stopping loses nothing: from there on it thinks longer or goes on with twins', () => {
  const stopped = after(solve, stepped, stepped, { type: 'HALT' })
  const longer = machine.transition(stopped, { type: 'LONGER' })
  assert.deepEqual([longer.phase, longer.steps.length, longer.run], ['solving', 2, stopped.run])
  assert.deepEqual(machine.transition(stopped, { type: 'KEEP' }).attempt, 2)
  const later = after(solve, stepped, { type: 'HALT' }, { type: 'KEEP' }, { type: 'HALT' })
  assert.deepEqual([later.phase, later.pausing, later.costs.length], ['solving', true, 2])
  const paused = machine.transition(later, { type: 'STEPPED', step: { ...step, attempt: 2 } })
  assert.deepEqual([paused.phase, paused.steps.length], ['paused', 1])
})

test('of all attempts the closest one is known, looked at while others are made, and there after a stop', () => {
  const stepOf = (attempt, segment, amiss) => ({ type: 'STEPPED', step: { ...step, attempt, segment, amiss, verdict } })
  const show = (best) => ({ type: 'SHOW', index: Infinity, best })
  const { PATIENCE } = machine
  const first = Array.from({ length: PATIENCE }, (_, i) => stepOf(1, i + 1, 9))
  const closest = ({ best }) => [best.at(-1).attempt, best.at(-1).segment, best.length]
  const keeping = after(solve, ...first, { type: 'KEEP' })
  assert.deepEqual(closest(keeping), [1, 1, 1], 'the first of those that are as close')
  const on = (state, ...events) => events.reduce(machine.transition, state)
  const second = on(keeping, stepOf(2, 1, 5), stepOf(2, 2, 2), stepOf(2, 3, 7), stepOf(3, 1, 4))
  assert.deepEqual([closest(second), second.attempt, second.back], [[2, 2, 2], 3, false])
  const looking = on(second, show(true), stepOf(3, 2, 3))
  assert.deepEqual([looking.back, looking.shown, machine.onView(looking).at(-1).amiss], [true, 1, 2])
  assert.equal(machine.onView(on(looking, stepOf(3, 3, 1)))[2].amiss, 1, 'a closer one takes its place')
  const stopped = on(looking, { type: 'HALT' })
  assert.deepEqual([stopped.phase, stopped.back, stopped.steps.length], ['done', true, 2])
  assert.equal(on(stopped, { type: 'SHOW', index: 0 }).shown, 0)
  assert.deepEqual([on(stopped, show(false)).back, on(stopped, show(false)).shown], [false, 1])
  assert.deepEqual([closest(on(stopped, { type: 'KEEP' })), on(stopped, { type: 'KEEP' }).back], [[2, 2, 2], false])
  assert.deepEqual([on(looking, { type: 'STEPPED', step: { ...right, attempt: 3 } }).back], [false])
  assert.deepEqual([after(solve, show(true)).back, on(stopped, solve).best.length], [false, 0])
})

test('each asking is accounted for by itself', () => {
  const { PATIENCE } = machine
  const full = Array(PATIENCE).fill(stepped)
  const asked = (...events) => after(...events).costs.map(({ asked, segments, ms }) => [asked, segments, ms])
  assert.deepEqual(asked(), [])
  assert.deepEqual(asked({ type: 'ADVANCE' }, stepped, solve, stepped), [['solve', 2, 2]])
  const both = [solve, ...full, { type: 'LONGER' }, stepped, stepped]
  assert.deepEqual(asked(...both), [
    ['solve', PATIENCE, PATIENCE],
    ['longer', 2, 2],
  ])
  assert.deepEqual(asked(solve, ...full, { type: 'KEEP' }, { type: 'STEPPED', step: { ...step, attempt: 2 } }), [
    ['solve', PATIENCE, PATIENCE],
    ['keep', 1, 1],
  ])
  assert.deepEqual(asked(...both, { type: 'HALT' }, solve), [['solve', 0, 0]])
})

test('an edit that is joined is undone with the one before', () => {
  const [a, b, c] = ['1', '2', '3'].map((digit) => digit.padEnd(81, '.'))
  const drawn = after(
    { type: 'EDIT', puzzle: a },
    { type: 'EDIT', puzzle: b, joined: true },
    { type: 'EDIT', puzzle: c, joined: true },
  )
  const undone = machine.transition(drawn, { type: 'UNDO' })
  assert.equal(undone.puzzle, '.'.repeat(81))
  assert.equal(machine.transition(undone, { type: 'REDO' }).puzzle, c)
})

test('undo and redo retrace the puzzles, and an edit forgets what was undone', () => {
  const puzzles = ['1', '12', '123'].map((text) => text.padEnd(81, '.'))
  let state = after(...puzzles.map((puzzle) => ({ type: 'EDIT', puzzle })))
  state = machine.transition(machine.transition(state, { type: 'UNDO' }), { type: 'UNDO' })
  assert.equal(state.puzzle, puzzles[0])
  assert.equal(machine.transition(state, { type: 'REDO' }).puzzle, puzzles[1])
  state = machine.transition(state, { type: 'EDIT', puzzle: '9'.padEnd(81, '.') })
  assert.equal(machine.transition(state, { type: 'REDO' }), state)
})

test('whatever comes in whatever order, a state makes sense', (t) => {
  const seed = Number(process.env.SEED ?? Date.now() % 1e9)
  t.diagnostic(`SEED=${seed}`)
  let random = seed
  const below = (n) => {
    random = (Math.imul(random, 1664525) + 1013904223) >>> 0
    return Math.floor((random / 2 ** 32) * n)
  }
  const events = [
    () => ({ type: 'EDIT', puzzle: String(1 + below(9)).padEnd(81, '.') }),
    () => ({ type: 'SHOW', index: below(80) - 5, best: [true, false, undefined][below(3)] }),
    () => ({ type: 'FAIL', fault: {} }),
    // Enough of them that now and then a third attempt is reached.
    ...Array(60).fill(() => {
      const attempt = state.attempt + (state.attempts > 1 && state.steps.length >= state.limit ? 1 : 0)
      return { type: 'STEPPED', step: { ...(below(100) ? step : right), attempt, of: state.puzzle } }
    }),
    ...['UNDO', 'REDO', 'SOLVE', 'ADVANCE', 'LONGER', ...Array(8).fill('KEEP'), 'PAUSE', 'HALT', 'RESET'].map(
      (type) => () => ({ type }),
    ),
  ]
  const seen = new Set()
  let state = machine.begin('.'.repeat(81))
  let later = 0
  let recalled = 0
  for (let i = 0; i < 50_000; i++) {
    const event = events[below(events.length)]()
    const next = machine.transition(state, event)
    const { phase, steps, shown, end, fault, limit, pausing, run, attempt, attempts } = next
    const spent = machine.spent(next)
    const why = `${state.phase} --${event.type}--> ${phase}`
    seen.add(phase)
    if (attempt > 2) later++
    assert.equal(next.puzzle.length, 81, why)
    assert.ok(shown >= -1 && shown < machine.onView(next).length, why)
    assert.ok(!next.back || next.best.length, why)
    assert.ok(
      next.best.every((step) => step.of === next.puzzle && step.attempt === next.best[0].attempt),
      why,
    )
    assert.ok(steps.length <= limit, why)
    assert.ok(attempt >= 1 && attempt <= attempts, why)
    assert.ok(spent.segments >= steps.length && spent.segments === spent.ms, why)
    assert.equal(phase === 'done', end !== undefined, why)
    assert.equal(phase === 'failed', fault !== undefined, why)
    if (phase === 'editing') assert.equal(steps.length, 0, why)
    if (phase === 'paused' || phase === 'done') assert.ok(steps.length > 0, why)
    if (pausing) assert.equal(phase, 'solving', why)
    // What was thought about one puzzle is never shown with another.
    if (next.puzzle !== state.puzzle) assert.ok(run > state.run, why)
    assert.ok(
      steps.every((step) => step.of === next.puzzle && step.attempt === attempt),
      why,
    )
    if (event.type === 'UNDO' && steps.length) recalled++
    state = next
  }
  assert.equal(seen.size, 5)
  t.diagnostic(`${later} events beyond the second attempt`)
  assert.ok(later > 0)
  t.diagnostic(`${recalled} thoughts brought back`)
  assert.ok(recalled > 0)
})

test('undo brings back what had been thought about the puzzle, and redo what was thought about the other', () => {
  const [a, b] = ['1', '2'].map((digit) => digit.padEnd(81, '.'))
  const undo = { type: 'UNDO' }
  const solved = [{ type: 'EDIT', puzzle: a }, solve, stepped, { type: 'STEPPED', step: right }]
  const changed = [...solved, { type: 'EDIT', puzzle: b }]
  assert.deepEqual([after(...changed).phase, after(...changed).steps.length], ['editing', 0])
  const again = after(...changed, undo)
  assert.deepEqual(
    [again.puzzle, again.phase, again.end, again.steps.length, again.costs.length],
    [a, 'done', 'solved', 2, 1],
  )
  assert.equal(
    after(...changed, solve, stepped, { type: 'HALT' }, undo).end,
    undefined,
    'one thought is kept, the last',
  )
  // No model stands where it was stopped: it goes on with twins, or begins anew.
  const halted = after({ type: 'EDIT', puzzle: a }, solve, stepped, { type: 'HALT' }, { type: 'EDIT', puzzle: b }, undo)
  assert.deepEqual([halted.end, machine.canGoOn(halted), machine.canThinkLonger(halted)], ['halted', true, false])
  const other = machine.transition(halted, { type: 'REDO' })
  assert.deepEqual([other.puzzle, other.phase], [b, 'editing'])
  assert.equal(machine.transition(other, undo).steps.length, 1)
  // Other weights have thought nothing of it.
  assert.equal(after(...changed, { type: 'RESET' }, undo).steps.length, 0)
})

test('keys say digits in any script and width, by their place where an input method has them, and letters too', async () => {
  const { digitOf, nameOf, undoing } = await load('parts/keys.ts')
  const key = (key, code = '', more = {}) => ({ key, code, shiftKey: false, ctrlKey: false, metaKey: false, ...more })
  for (const [event, digit] of [
    [key('5', 'Digit5'), 5],
    [key('0', 'Numpad0'), 0],
    [key('５', 'Digit5'), 5],
    [key('٥', 'Digit5'), 5],
    [key('९', 'Digit9'), 9],
    [key('Process', 'Digit5'), 5],
    [key('Process', 'Numpad7'), 7],
    [key('&', 'Digit1'), 1],
    [key('à', 'Digit0'), 0],
    [key('1', 'Digit1', { shiftKey: true }), 1],
    [key('#', 'Digit3', { shiftKey: true }), undefined],
    [key('Home', 'Numpad7'), undefined],
    [key('a', 'KeyA'), undefined],
    [key('²', 'Backquote'), undefined],
  ])
    assert.equal(digitOf(event), digit, JSON.stringify(event))
  assert.equal(nameOf(key('Ｓ', 'KeyS')), 's')
  assert.equal(nameOf(key('ы', 'KeyS')), 's')
  assert.equal(nameOf(key('Process', 'KeyG')), 'g')
  assert.equal(nameOf(key('w', 'KeyZ')), 'w', 'a Latin letter is what it says')
  assert.equal(undoing(key('я', 'KeyZ', { ctrlKey: true })), 'UNDO')
  assert.equal(undoing(key('Z', 'KeyZ', { ctrlKey: true, shiftKey: true })), 'REDO')
  assert.equal(undoing(key('z', 'KeyZ')), undefined)
})

test('a typed puzzle is judged: one solution, more, or none and where the slip may be', async () => {
  const { countSolutions } = await load('rooms/sudoku/solutions.ts')
  const { verdict } = await load('rooms/sudoku/verdict.ts')
  const good = '4....2.3.3.95....2726193...5.3.2.78.261.....5874.56..1.8.3.5...6..78.21....2.459.'
  assert.deepEqual(countSolutions(good), { solutions: 1, culprits: [] })
  assert.equal(countSolutions('.'.repeat(81)).solutions, 2)
  // A slip that breaks no rule yet: no two equal digits see each other.
  const slip = `4${'1'}${good.slice(2)}`
  assert.equal(countSolutions(slip).solutions, 0)
  assert.ok(countSolutions(slip).culprits.includes(1))
  const say = (puzzle, ...events) =>
    verdict(
      [{ type: 'EDIT', puzzle }, ...events].reduce(machine.transition, machine.begin('')),
      'ready',
      countSolutions(puzzle),
    )
  assert.match(say(good).text, /^It has one solution\./)
  assert.match(say('.'.repeat(80) + '1').text, /more than one solution; any valid one counts/)
  const none = say(slip)
  assert.equal(none.headline, 'No solution: look at what you typed')
  assert.match(none.text, /without the 1 in row 1, column 2/)
  const wrong = {
    ...step,
    grid: slip,
    probability: [],
    verdict: { kind: 'unfinished', sentence: '', details: { conflicts: [], changedGivens: [] } },
  }
  const failed = say(slip, solve, ...Array(machine.PATIENCE).fill({ type: 'STEPPED', step: wrong }))
  assert.match(failed.text, /no solution, so no thinking can help/)
  assert.doesNotMatch(failed.text, /may help|Keep trying/)
})
