import { HrmError } from 'hrm-wasm'
import { count, grouped } from '../words.ts'

export const LINES_MOST = 1000
export const TEXT_MOST = 4 * 2 ** 20

/** One puzzle a line; of lines with commas the first field, or the one that the first line calls question or puzzle.
 * Throws HrmError PUZZLE_INVALID.
 */
export function linesOf(text: string): string[] {
  if (text.length > TEXT_MOST)
    throw new HrmError(
      'PUZZLE_INVALID',
      `The list has ${count(text.length, 'character')}; at most ${count(TEXT_MOST, 'character')} are read.`,
    )
  const lines = text.split(/\r?\n/).filter((line) => line.trim())
  const header =
    lines[0]
      ?.toLowerCase()
      .split(',')
      .map((field) => field.trim()) ?? []
  const column = header.findIndex((field) => field === 'question' || field === 'puzzle')
  const puzzles = (column < 0 ? lines : lines.slice(1)).map((line) =>
    line.split(',')[Math.max(0, column)]!.replace(/^"(.*)"$/, '$1'),
  )
  if (!puzzles.length) throw new HrmError('PUZZLE_INVALID', 'The list holds no puzzle.')
  if (puzzles.length > LINES_MOST)
    throw new HrmError(
      'PUZZLE_INVALID',
      `The list holds ${count(puzzles.length, 'puzzle')}; at most ${grouped(LINES_MOST)} are taken at once.`,
    )
  return puzzles
}
