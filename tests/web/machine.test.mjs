// The Sudoku room's states and events, without a browser.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { before, test } from 'node:test';

const web = new URL('../../web/', import.meta.url);
let machine;
before(async () => {
  const vite = createRequire(new URL('package.json', web)).resolve('vite');
  const { runnerImport } = await import(pathToFileURL(vite));
  ({ module: machine } = await runnerImport(fileURLToPath(new URL('src/rooms/sudoku/machine.ts', web)), { configFile: false, logLevel: 'error' }));
});

const step = { valid: false, done: false };
const right = { valid: true, done: true };
const after = (...events) => events.reduce(machine.transition, machine.begin());
const solve = { type: 'SOLVE' };
const stepped = { type: 'STEPPED', step };

test('the ways through the states', () => {
  const { PATIENCE, PATIENCE_MOST } = machine;
  const full = Array(PATIENCE).fill(stepped);
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
  ];
  for (const [phase, events] of ways) assert.equal(after(...events).phase, phase, JSON.stringify(events.slice(-3)));
  assert.equal(after(solve, ...full).end, 'exhausted');
  assert.equal(after(solve, { type: 'STEPPED', step: right }).end, 'solved');
  const longest = after(solve, ...full, { type: 'LONGER' }, ...Array(PATIENCE_MOST - PATIENCE).fill(stepped));
  assert.equal(longest.end, 'exhausted');
  assert.equal(machine.transition(longest, { type: 'LONGER' }), longest);
});

test('undo and redo retrace the puzzles, and an edit forgets what was undone', () => {
  const puzzles = ['1', '12', '123'].map(text => text.padEnd(81, '.'));
  let state = after(...puzzles.map(puzzle => ({ type: 'EDIT', puzzle })));
  state = machine.transition(machine.transition(state, { type: 'UNDO' }), { type: 'UNDO' });
  assert.equal(state.puzzle, puzzles[0]);
  assert.equal(machine.transition(state, { type: 'REDO' }).puzzle, puzzles[1]);
  state = machine.transition(state, { type: 'EDIT', puzzle: '9'.padEnd(81, '.') });
  assert.equal(machine.transition(state, { type: 'REDO' }), state);
});

test('whatever comes in whatever order, a state makes sense', t => {
  const seed = Number(process.env.SEED ?? Date.now() % 1e9);
  t.diagnostic(`SEED=${seed}`);
  let random = seed;
  const below = n => {
    random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
    return Math.floor((random / 2 ** 32) * n);
  };
  const events = [
    () => ({ type: 'EDIT', puzzle: String(1 + below(9)).padEnd(81, '.') }), () => ({ type: 'SHOW', index: below(80) - 5 }), () => ({ type: 'FAIL', fault: {} }),
    () => stepped, () => stepped, () => stepped, () => ({ type: 'STEPPED', step: below(20) ? step : right }),
    ...['UNDO', 'REDO', 'SOLVE', 'ADVANCE', 'LONGER', 'PAUSE', 'HALT', 'RESET'].map(type => () => ({ type })),
  ];
  const seen = new Set();
  let state = machine.begin();
  for (let i = 0; i < 50_000; i++) {
    const event = events[below(events.length)]();
    const next = machine.transition(state, event);
    const { phase, steps, shown, end, fault, limit, pausing, run } = next;
    const why = `${state.phase} --${event.type}--> ${phase}`;
    seen.add(phase);
    assert.equal(next.puzzle.length, 81, why);
    assert.ok(shown >= -1 && shown < steps.length, why);
    assert.ok(steps.length <= limit, why);
    assert.equal(phase === 'done', end !== undefined, why);
    assert.equal(phase === 'failed', fault !== undefined, why);
    if (phase === 'editing') assert.equal(steps.length, 0, why);
    if (phase === 'paused' || phase === 'done') assert.ok(steps.length > 0, why);
    if (pausing) assert.equal(phase, 'solving', why);
    // What was thought about one puzzle is never shown with another.
    if (next.puzzle !== state.puzzle) assert.ok(run > state.run && steps.length === 0, why);
    state = next;
  }
  assert.equal(seen.size, 5);
});
