/** What the page begins with: its looks, a worker with the first weights, and then its own code. */
import './styles/tokens.css'
import './styles/page.css'
import './styles/parts.css'
import './styles/grid.css'
import { begun } from './first-runtime.ts'

import.meta.glob('./rooms/*/*.css', { eager: true })
const page = import('./main.tsx')
begun.then(async () => (await page).draw())
