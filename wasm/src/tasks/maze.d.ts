/**
 * Mazes' rules and text, the one place that knows them. A maze is a square of 2 x 2 to 64 x 64 cells as a string, row
 * by row: '#' wall, ' ' free, 'S' start, 'G' goal, and in answers 'o' on the path between S and G. Moves go to the four
 * neighbours; a path's length counts its moves.
 */
import type { Face, Grid, Task } from './types.js'

export const SIZE_LEAST: number
export const SIZE_MOST: number

/**
 * What an answer is: 'shortest' and 'longer' are one path without branches and nothing else; 'no-path' is anything else
 * that leaves walls, S and G where they were; 'altered' does not; 'unsolvable': the question has no path, or not
 * exactly one S and one G.
 */
export type Kind = 'shortest' | 'longer' | 'no-path' | 'altered' | 'unsolvable'

export interface Verdict {
  kind: Kind
  /** Moves of the path that was judged, where there is one. */
  steps?: number
  /** Moves of a shortest path, where there is one. */
  shortest?: number
  /** Cells that are not what the question holds there, and are no path either. */
  altered: number[]
  sentence: string
}

/**
 * The one maze that a text holds: any two marks for wall and way, any pair for start and goal that can be told, one row
 * a line or a square on one line. A rectangle comes in the middle of a square, walls around it. Throws PUZZLE_INVALID
 * with a sentence that says what was seen.
 */
export function parse(text: string): string
/** A maze as it is drawn, in the middle of the least square, walls around it. */
export function squared(maze: Grid): string
/** One row a line. columns: here and below, of a maze that is no square. */
export function print(maze: string, columns?: number): string
/** The side of a square maze; throws PUZZLE_INVALID where the text is none. */
export function sizeOf(maze: string): number
/** The maze in the middle of a larger square, walls around it: how a model of that side sees a smaller maze. Throws
 * PUZZLE_INVALID where it does not fit.
 */
export function frame(maze: string, side: number, columns?: number): string
/** For a maze of this size in the middle of a square: the cell of the square that each of its cells stands at, [rows *
 * columns].
 */
export function framedCells(columns: number, side: number, rows?: number): number[]
/**
 * The data set's label: a breadth-first search from S looks down, left, right, up and keeps the first parent. A turned
 * maze has a label of its own. Undefined: no path, or not exactly one S and one G.
 */
export function solve(maze: string, columns?: number): { answer: string; steps: number } | undefined
/** The least path of a hard maze: 109 moves at size 30, as in Maze-30x30-hard, and 109 (size / 30)^1.18, rounded, at
 * others.
 */
export function hardSteps(size: number): number
/**
 * A maze of independent random walls (37 %) with S and a goal at least minSteps moves away (default 1). Undefined where
 * none came up in `drawings` drawings (default 20,000). next: numbers in [0, 1).
 */
export function generate(options: {
  size: number
  next: () => number
  minSteps?: number
  drawings?: number
}): string | undefined
/** Judges any proposed answer of a question of the same size. */
export function judge(question: string, answer: string, columns?: number): Verdict
/** What the package knows of mazes, in the shape of all tasks. */
export const task: Task<'maze'>
/** The same without the reading of texts. */
export const rules: Task<'maze'>
/** Its part that shows puzzles. */
export const face: Face<'maze'>
