/** Types of <hrm-puzzle> in React's JSX: `import type {} from 'hrm-wasm/element/react'` once in a program. */
import type { HrmPuzzleElement, HrmPuzzleListeners, HrmPuzzleProps } from './element.js'
import type { DetailedHTMLProps, HTMLAttributes } from 'react'

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'hrm-puzzle': DetailedHTMLProps<HTMLAttributes<HrmPuzzleElement>, HrmPuzzleElement> &
        HrmPuzzleProps &
        HrmPuzzleListeners
    }
  }
}
