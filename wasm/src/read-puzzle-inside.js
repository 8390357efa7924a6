// In place of read-puzzle.js where a bundler brings the readers along.

/** @type {import('./model.js').Read} */
export async function readPuzzle(text, info) {
  const { readOne, taskOf } = await import('./tasks/readers.src.js')
  return readOne(taskOf(info), text)
}
