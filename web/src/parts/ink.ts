/** A board as an image, the same in either colour scheme. */
export interface Picture {
  rows: number
  columns: number
  /** A heavy line after every so many cells. */
  boxes?: number
  cell: (cell: number) => { fill?: string; dot?: string; text?: string; ink?: string; bold?: boolean }
}

/** The same in either colour scheme. */
export const INK = {
  paper: '#fffdf8',
  line: '#ddd6c8',
  soft: '#5f584d',
  rule: '#3b352c',
  given: '#1f1c17',
  model: '#17498a',
  planner: '#a8481b',
  good: '#1f6b43',
}
