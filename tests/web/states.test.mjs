// What is read from the recurrent states, and what is said of a path, without a browser.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { load } from './source.mjs'

let states
let maze
before(async () => ([states, maze] = await Promise.all([load('thinking/states.ts'), load('rooms/maze/judged.ts')])))

test('the first principal component is found, whatever lies across it', () => {
  const along = [-4, -1, 0, 2, 3]
  const direction = [0.6, 0, 0.8]
  const across = [0.1, -0.2, 0.15, -0.1, 0.05]
  const z = Float32Array.from(
    along.flatMap((far, i) => direction.map((d, k) => 5 + far * d + (k === 1 ? across[i] : 0))),
  )
  const component = states.firstComponent(z, 5, Float64Array.of(1, 1, 1))
  component.forEach((value, i) => assert.ok(Math.abs(value - along[i] / 4) < 0.02, `${value} for ${along[i]}`))
  assert.deepEqual(
    [...states.firstComponent(new Float32Array(15).fill(2), 5, Float64Array.of(1, 0, 0))],
    [0, 0, 0, 0, 0],
  )
})

test('movement is the length of the difference by that of the state, and starts anew with each attempt', () => {
  const reader = new states.StateReader()
  const step = (segment, ...z) => ({
    tokens: new Uint16Array(2),
    segment,
    z_H: Float32Array.of(...z),
    z_L: Float32Array.of(...z),
  })
  const moved = (maps) => [...maps.H.moved].map((value) => Math.round(value * 1000) / 1000)
  assert.deepEqual(moved(reader.read(step(1, 3, 4, 0, 1))), [0, 0])
  assert.deepEqual(moved(reader.read(step(2, 3, 4, 1, 0))), [0, 1.414])
  assert.deepEqual(moved(reader.read(step(1, 9, 9, 9, 9))), [0, 0])
})

test('a path is said to be the shortest, longer, or wrong, as its task judged it', () => {
  const said = (kind) => {
    const { right, tone, headline, text } = maze.judged('', { verdict: { kind, sentence: 'So it is.' } })
    assert.equal(text, 'So it is.')
    return [right, tone, headline]
  }
  assert.deepEqual(said('shortest'), [true, 'good', 'Valid, and the shortest'])
  assert.deepEqual(said('longer'), [false, 'warn', 'Valid, but longer than need be'])
  assert.deepEqual(said('altered'), [false, 'bad', 'Wrong: the maze is changed'])
})
