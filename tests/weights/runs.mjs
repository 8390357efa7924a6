// What is measured of the shipped weights: the runs of their card (model_weights/README.md).
const noGuess = 'tests/data/sudoku-no-guess-1000.csv.gz'
const mazes = 'tests/data/maze-15x15-hard-1000.csv.gz'
const nearFar = 'tests/data/maze-15x15-near-far-300.csv.gz'
const largeMazes = 'tests/data/maze-30x30-hard-100.csv.gz'
const mazeDev = '../shared/data/maze/maze-30x30-hard-dev.csv.gz'
const bench = '../shared/data/sudoku/bench-100.csv.gz'
const extreme = '../shared/data/sudoku/extreme-dev.csv.gz'
/** Weights, puzzles, other options of `hrm eval`. */
export const runs = [
  ['sudoku.hrm', noGuess, '--halt rules'],
  ['sudoku.hrm', bench, '--segments 16 --attempts 64'],
  ['sudoku.hrm', extreme, ''],
  ['sudoku.hrm', extreme, '--attempts 100 --updates 1776'],
  ['sudoku.hrm', extreme, '--limit 100 --segments 16 --attempts 64'],
  ['sudoku-f32.hrm', noGuess, '--halt rules'],
  ['maze.hrm', mazes, '--segments 8 --halt q'],
  ['maze.hrm', mazes, '--segments 8 --halt rules'],
  ['maze.hrm', mazes, '--segments 8 --attempts 8'],
  ['maze.hrm', nearFar, '--segments 8 --halt q'],
  ['maze.hrm', nearFar, '--segments 8 --halt rules'],
  ['maze.hrm', nearFar, '--segments 8 --attempts 8'],
  ['maze-large.hrm', mazeDev, '--segments 10 --halt q'],
  ['maze-large.hrm', largeMazes, '--segments 10 --halt q'],
  ['maze-large.hrm', largeMazes, '--segments 10 --attempts 8'],
]
