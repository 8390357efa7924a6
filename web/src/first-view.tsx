/** The page as it opens, for the build to write into the HTML: the same components that draw it in the browser. */
import { renderToString } from 'preact-render-to-string'
import { App } from './app.tsx'

export const firstView = (): string => renderToString(<App />)
