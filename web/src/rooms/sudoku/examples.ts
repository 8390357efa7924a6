import type { Puzzle } from './puzzle.ts'

/** Made by the project's own generator; each has exactly one solution. */
export interface Example {
  name: string
  level: string
  /** What the page's own model takes for it, in all its attempts: what it finds hard, which is not what people do. */
  segments: number
  attempts: number
  puzzle: Puzzle
}

export const examples: readonly Example[] = [
  {
    name: 'First light',
    level: 'At a glance',
    segments: 1,
    attempts: 1,
    puzzle: '4....2.3.3.95....2726193...5.3.2.78.261.....5874.56..1.8.3.5...6..78.21....2.459.',
  },
  {
    name: 'Morning paper',
    level: 'At a glance',
    segments: 1,
    attempts: 1,
    puzzle: '..3........62....4.956...17...1...7.2...6315..3.8.7..2....4.72..42.7.39.67..12.48',
  },
  {
    name: 'Slow Sunday',
    level: 'At a glance',
    segments: 1,
    attempts: 1,
    puzzle: '8...5...9....87.3...3.6.18.1..9.23..9....82............8....5.136.....4..5.47....',
  },
  {
    name: 'Night shift',
    level: 'A second look',
    segments: 2,
    attempts: 1,
    puzzle: '.......184...3..7...769.......1....4.....52..698...1..8....3..6.1.84.........63..',
  },
  {
    name: 'Abyss',
    level: 'A second look',
    segments: 2,
    attempts: 1,
    puzzle: '...1...2.76.4..1...2.....54.....9...47....5.....2.....81..7...6.5.8..3.....9.2...',
  },
  {
    name: 'Crosscurrent',
    level: 'Thinking',
    segments: 6,
    attempts: 1,
    puzzle: '.6..58.....9.....2..1....45..51..96.1...3......4...18.2....4......6.54....3......',
  },
  {
    name: 'Second thoughts',
    level: 'Thinking',
    segments: 8,
    attempts: 1,
    puzzle: '5.7........29.4..8....71.3.....6....4..2...9..5.....83.7.....5...41..8..86...7..4',
  },
  {
    name: 'Long way round',
    level: 'Thinking hard',
    segments: 11,
    attempts: 1,
    puzzle: '5.......1..8...62....2.4......4.....2..15.....9.....378......5.4.9..6...6...9.1.3',
  },
  {
    name: 'Labyrinth',
    level: 'In seven attempts',
    segments: 108,
    attempts: 7,
    puzzle: '..89...464.....1...6.82....34.7...6.6...3..7...96............1.5..2....7....9.85.',
  },
]

/** What the page opens with: a puzzle that the model does not see through at once, so that there is something to watch. */
export const FIRST: Puzzle = examples[6]!.puzzle

/** The one that follows on the shelf; after the last, and after a puzzle of one's own, its first. */
export const nextOf = (current: Puzzle): Puzzle =>
  examples[(examples.findIndex(({ puzzle }) => puzzle === current) + 1) % examples.length]!.puzzle
