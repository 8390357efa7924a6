/** What the page begins with: its looks, a worker with the first weights, and then its own code. */
import './styles/all.css'
import { begun } from './first-runtime.ts'

import.meta.glob('./rooms/*/*.css', { eager: true })

// Asked for by the layout, they would come after it, and everything would be laid out again.
for (const font of document.fonts) font.load().catch(() => {})

const page = import('./main.tsx')
begun.then(async () => (await page).draw())
