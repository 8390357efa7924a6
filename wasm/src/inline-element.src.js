// <hrm-puzzle> with everything inside, bundled to dist/inline-element.js; see inline-element.d.ts.
import { HrmPuzzleElement } from './element.js'
import { createWorkerRuntime } from './inline.src.js'

HrmPuzzleElement.createRuntime = () => createWorkerRuntime()

export { HrmPuzzleElement }
