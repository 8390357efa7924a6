/** Types of <hrm-puzzle> in Solid's JSX: `import type {} from 'hrm-wasm/element/solid'` once in a program. */
import type { HrmPuzzleElement, HrmPuzzleListeners, HrmPuzzleProps } from './element.js'
import type { JSX } from 'solid-js'

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'hrm-puzzle': JSX.HTMLAttributes<HrmPuzzleElement> & HrmPuzzleProps & HrmPuzzleListeners<'on:'>
    }
  }
}
