import { countSolutions } from './solutions.ts'
import type { Puzzle } from './puzzle.ts'

addEventListener('message', ({ data }: MessageEvent<Puzzle>) =>
  postMessage({ puzzle: data, count: countSolutions(data) }),
)
