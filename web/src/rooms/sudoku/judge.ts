import { effect, signal, type ReadonlySignal } from '@preact/signals'
import type { State } from '../../thinking/machine.ts'
import { examples } from './examples.ts'
import type { Puzzle } from './puzzle.ts'
import type { Count } from './solutions.ts'

const ONE: Count = { solutions: 1, culprits: [] }
/** Of the page's own examples nothing is to be counted: no worker begins while the page does. */
const counted = new Map(examples.map(({ puzzle }) => [puzzle, ONE]))

/** What is known of the puzzle on the board; undefined until it is counted. */
export class Judge {
  readonly #known = signal<{ puzzle: Puzzle; count: Count } | undefined>(undefined)
  #worker: Worker | undefined
  #counting: Puzzle | undefined

  /** Counts the solutions of every puzzle that comes onto the board, in a worker that begins with the first. */
  follow(state: ReadonlySignal<State<Puzzle>>): void {
    effect(() => this.#ask(state.value.puzzle))
  }

  of(puzzle: Puzzle): Count | undefined {
    const known = this.#known.value
    return known?.puzzle === puzzle ? known.count : counted.get(puzzle)
  }

  #ask(puzzle: Puzzle): void {
    if (puzzle === this.#counting) return
    // A count that nobody waits for any more may be a long one.
    if (this.#counting !== undefined && this.#known.peek()?.puzzle !== this.#counting) this.#end()
    this.#counting = counted.has(puzzle) ? undefined : puzzle
    if (!this.#counting) return
    this.#worker ??= this.#begin()
    this.#worker.postMessage(puzzle)
  }

  #begin(): Worker {
    const worker = new Worker(new URL('./judge-worker.ts', import.meta.url), { type: 'module', name: 'judge' })
    worker.onmessage = ({ data }) => {
      if (worker === this.#worker) this.#known.value = data
    }
    // Without it the page says less, and works as before.
    worker.onerror = (event) => event.preventDefault()
    return worker
  }

  #end(): void {
    this.#worker?.terminate()
    this.#worker = undefined
  }
}
