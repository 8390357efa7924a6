/** Types of <hrm-puzzle> in Preact's JSX: `import type {} from 'hrm-wasm/element/preact'` once in a program. */
import type { HrmPuzzleElement, HrmPuzzleListeners, HrmPuzzleProps } from './element.js'
import type { HTMLAttributes } from 'preact'

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'hrm-puzzle': Omit<HTMLAttributes<HrmPuzzleElement>, keyof HrmPuzzleProps> & HrmPuzzleProps & HrmPuzzleListeners
    }
  }
}
