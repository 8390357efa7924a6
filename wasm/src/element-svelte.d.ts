/** Types of <hrm-puzzle> in Svelte's markup: `import type {} from 'hrm-wasm/element/svelte'` once in a program. */
import type { HrmPuzzleElement, HrmPuzzleListeners, HrmPuzzleProps } from './element.js'
import type { HTMLAttributes } from 'svelte/elements'

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'hrm-puzzle': HTMLAttributes<HrmPuzzleElement> & HrmPuzzleProps & HrmPuzzleListeners
  }
}
