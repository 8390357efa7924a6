import { effect, signal, type ReadonlySignal } from '@preact/signals'
import type { State } from '../../thinking/machine.ts'
import type { Puzzle } from './puzzle.ts'
import type { Count } from './solutions.ts'

/** What is known of the puzzle on the board; undefined until it is counted. */
export class Judge {
  readonly #known = signal<{ puzzle: Puzzle; count: Count } | undefined>(undefined)
  #worker: Worker | undefined
  /** One is counted at a time, and then the last that was asked for. */
  #counting: Puzzle | undefined
  #next: Puzzle | undefined

  /** Counts the solutions of every puzzle that comes onto the board, in a worker that begins with the first. */
  follow(state: ReadonlySignal<State<Puzzle>>): void {
    effect(() => this.#ask(state.value.puzzle))
  }

  of(puzzle: Puzzle): Count | undefined {
    const known = this.#known.value
    return known?.puzzle === puzzle ? known.count : undefined
  }

  #ask(puzzle: Puzzle): void {
    if (puzzle === (this.#next ?? this.#counting)) return
    this.#next = puzzle
    if (!this.#counting) this.#send()
  }

  #send(): void {
    this.#counting = this.#next
    this.#next = undefined
    if (this.#counting !== undefined) this.#begun().postMessage(this.#counting)
  }

  #begun(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(new URL('./judge-worker.ts', import.meta.url), { type: 'module', name: 'judge' })
    worker.onmessage = ({ data }) => {
      this.#known.value = data
      this.#send()
    }
    // Without it the page says less, and works as before.
    worker.onerror = (event) => event.preventDefault()
    return (this.#worker = worker)
  }
}
