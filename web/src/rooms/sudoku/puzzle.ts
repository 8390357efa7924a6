import { HrmError, sudoku } from 'hrm-wasm';
import { count, list } from '../../words.ts';
import { EMPTY, type Puzzle } from './machine.ts';

/** Far more than a grid drawn with separators needs; a longer text is refused unread. */
const TEXT_MOST = 4096;

/** Reads 81 characters or a drawn grid. Throws HrmError PUZZLE_INVALID with a sentence. */
export function fromText(text: string): Puzzle {
  if (text.length > TEXT_MOST) throw new HrmError('PUZZLE_INVALID', `The text has ${count(text.length, 'character')}; a puzzle needs 81.`);
  return sudoku.format(sudoku.parse(text));
}

export function toCells(puzzle: Puzzle): number[] {
  return Array.from(puzzle, character => Number(character) || 0);
}

/** The part of the address after "#sudoku/". Undefined: no puzzle, or not a valid one. */
export function fromAddress(text: string): Puzzle | undefined {
  return /^[1-9.]{81}$/.test(text) ? text : undefined;
}

export function withCell(puzzle: Puzzle, cell: number, digit: number): Puzzle {
  return puzzle.slice(0, cell) + (digit || '.') + puzzle.slice(cell + 1);
}

export function givens(puzzle: Puzzle): number {
  return 81 - puzzle.split('.').length + 1;
}

export const isEmpty = (puzzle: Puzzle) => puzzle === EMPTY;
export const row = (cell: number) => Math.floor(cell / 9);
export const column = (cell: number) => cell % 9;

export type Conflict = ReturnType<typeof sudoku.conflicts>[number];

const TIMES = ['', '', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** "Row 1 has two 5s". */
export function conflictInWords({ unit, index, digit, cells }: Conflict): string {
  return `${unit[0]!.toUpperCase()}${unit.slice(1)} ${index + 1} has ${TIMES[cells.length]} ${digit}s`;
}

export function conflictsInWords(conflicts: readonly Conflict[], most = 3): string {
  const words = conflicts.slice(0, most).map((conflict, i) => {
    const sentence = conflictInWords(conflict);
    return i ? sentence[0]!.toLowerCase() + sentence.slice(1) : sentence;
  });
  const rest = conflicts.length - words.length;
  return list(rest > 0 ? [...words, `${count(rest, 'conflict')} more`] : words);
}
