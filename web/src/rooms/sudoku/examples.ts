import type { Puzzle } from './puzzle.ts'

/** Made by the project's own generator; each has exactly one solution. */
export interface Example {
  name: string
  level: string
  /** How hard it is for a solver that fills forced cells and guesses where none is left. */
  effort: string
  puzzle: Puzzle
}

export const examples: readonly Example[] = [
  {
    name: 'First light',
    level: 'Gentle',
    effort: 'no guess needed',
    puzzle: '4....2.3.3.95....2726193...5.3.2.78.261.....5874.56..1.8.3.5...6..78.21....2.459.',
  },
  {
    name: 'Morning paper',
    level: 'Easy',
    effort: 'no guess needed',
    puzzle: '..3........62....4.956...17...1...7.2...6315..3.8.7..2....4.72..42.7.39.67..12.48',
  },
  {
    name: 'Commuter',
    level: 'Easy',
    effort: 'no guess needed',
    puzzle: '7.53........7.54..3..62.9..8.794......4.5..36...8......8..792..1.....3.99....1.48',
  },
  {
    name: 'Slow Sunday',
    level: 'Moderate',
    effort: 'no guess needed',
    puzzle: '8...5...9....87.3...3.6.18.1..9.23..9....82............8....5.136.....4..5.47....',
  },
  {
    name: 'Crosswind',
    level: 'Tricky',
    effort: 'about 1 guess',
    puzzle: '.9....2.11...8.....4..9....35.14......25.6..........7..1..7.9....8.....5...46..2.',
  },
  {
    name: 'Undertow',
    level: 'Hard',
    effort: 'about 5 guesses',
    puzzle: '....5....14...9....75...1293.1.....58.....9.....8.36.7...1.57......4..98.....8.6.',
  },
  {
    name: 'Night shift',
    level: 'Very hard',
    effort: 'about 12 guesses',
    puzzle: '.......184...3..7...769.......1....4.....52..698...1..8....3..6.1.84.........63..',
  },
  {
    name: 'Labyrinth',
    level: 'Fiendish',
    effort: 'about 27 guesses',
    puzzle: '..89...464.....1...6.82....34.7...6.6...3..7...96............1.5..2....7....9.85.',
  },
  {
    name: 'Abyss',
    level: 'Extreme',
    effort: 'about 90 guesses',
    puzzle: '...1...2.76.4..1...2.....54.....9...47....5.....2.....81..7...6.5.8..3.....9.2...',
  },
]
