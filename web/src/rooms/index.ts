import { arc } from './arc/index.tsx'
import { maze } from './maze/index.tsx'
import { sudoku } from './sudoku/index.tsx'
import type { Room } from './room.ts'

/** Every room of the page, in the order of its navigation; the first is where one enters. */
export const rooms: readonly [Room, ...Room[]] = [sudoku, maze, arc]
