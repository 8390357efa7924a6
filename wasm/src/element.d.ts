/**
 * `import 'hrm-wasm/element'` defines <hrm-puzzle>, a puzzle that a model solves where it stands.
 *
 *   <hrm-puzzle type="sudoku" value="4.5.69......" model="/models/manifest.json" autoplay></hrm-puzzle>
 *
 * All elements of a page share one worker and, of each weights file, one copy in it; when the last one that uses it is
 * removed, that memory is given back. custom-elements.json lists its attributes, events, parts and custom properties.
 */
import type { HrmError, ModelInfo, Runtime, SolveOptions, Step, TaskName, Variant } from './index.js'

/** Every task that has puzzles of its own. */
export type PuzzleType = Exclude<TaskName, 'generic'>

/** Each property below that can be set is in step with the attribute of its name. Every event bubbles and leaves
 * shadow trees.
 */
export class HrmPuzzleElement extends HTMLElement {
  /** Makes the runtime that all elements share; set it before the first one is connected, where the .wasm files or
   * the worker are somewhere special.
   */
  static createRuntime: () => Promise<Runtime>

  /** Default "sudoku", also for an attribute that is neither. */
  type: PuzzleType
  /** The puzzle: any text that its task reads. A person's entries change it, with an event "change". */
  value: string
  /**
   * Address of a weights file; or of a manifest (wasm's weights.d.ts) where it ends in .json: then the first weights of
   * the type, or those that the fragment names, are verified and kept by the browser.
   */
  model: string
  /** Solves as soon as the model is there, and again whenever value, type or model are set. */
  autoplay: boolean
  /** A person cannot change the puzzle. */
  readonly: boolean

  /** The latest step's answer, one character a cell of the puzzle. */
  readonly answer: string | undefined
  readonly step: Step | undefined

  /** Solves the puzzle as it stands, from the beginning. Resolves to the last step; to undefined where it was
   * stopped or failed, and then "hrm-error" has said why.
   */
  solve(options?: SolveOptions): Promise<Step | undefined>
  /** Ends the solving; the answer so far stays. */
  stop(): void
  /** Ends the solving and takes the answer away. */
  reset(): void

  addEventListener<K extends keyof HrmPuzzleEventMap>(
    type: K,
    listener: (this: HrmPuzzleElement, event: HrmPuzzleEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void
  removeEventListener<K extends keyof HrmPuzzleEventMap>(
    type: K,
    listener: (this: HrmPuzzleElement, event: HrmPuzzleEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void
}

export interface HrmPuzzleEventMap extends HTMLElementEventMap {
  /** The model is there. */
  'hrm-ready': CustomEvent<{ info: ModelInfo; variant: Variant; variantReason: string }>
  /** The model is being fetched. */
  'hrm-progress': CustomEvent<{ loaded: number; total?: number }>
  /** A segment ran; the last one's `done` is true. */
  'hrm-step': CustomEvent<Step>
  /** The answer satisfies the rules and keeps the givens. */
  'hrm-solved': CustomEvent<{ answer: string; step: Step }>
  'hrm-error': CustomEvent<{ error: HrmError }>
}

/** What markup sets, where a framework's types ask (`hrm-wasm/element/react`, ...): absent is null or undefined. */
export type HrmPuzzleProps = {
  [Name in 'type' | 'value' | 'model' | 'autoplay' | 'readonly']?: HrmPuzzleElement[Name] | null | undefined
}
/** The element's own events. */
export type HrmPuzzleEvents = Pick<HrmPuzzleEventMap, Extract<keyof HrmPuzzleEventMap, `hrm-${string}`>>
/** Their listeners in markup, "on" and the event's name: onhrm-solved. */
export type HrmPuzzleListeners<Prefix extends string = 'on'> = {
  [Name in keyof HrmPuzzleEvents as `${Prefix}${Name}`]?: ((event: HrmPuzzleEvents[Name]) => void) | undefined
}

declare global {
  interface HTMLElementTagNameMap {
    'hrm-puzzle': HrmPuzzleElement
  }
}
