/** What the page begins with: its looks, a worker with the first weights, and then its own code. */
import './styles/tokens.css'
import './styles/page.css'
import './styles/parts.css'
import './styles/grid.css'
import './rooms/sudoku/sudoku.css'
import './rooms/maze/maze.css'
import './rooms/arc/arc.css'
import { begun } from './first-runtime.ts'

const page = import('./main.tsx')
begun.then(async () => (await page).draw())
