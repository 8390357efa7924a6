/** Types of <hrm-puzzle> in Vue's templates: `import type {} from 'hrm-wasm/element/vue'` once in a program. */
import type { HrmPuzzleElement, HrmPuzzleEvents, HrmPuzzleProps } from './element.js'
import type { HTMLAttributes } from 'vue'

declare module 'vue' {
  interface GlobalComponents {
    'hrm-puzzle': new () => HrmPuzzleElement & {
      /** @deprecated Only for templates. */
      $props: HrmPuzzleProps & Omit<HTMLAttributes, keyof HrmPuzzleProps>
      /** @deprecated Only for templates. */
      $emit: <Name extends keyof HrmPuzzleEvents>(name: Name, event: HrmPuzzleEvents[Name]) => void
    }
  }
}
