/** A second model beside the first one: the same puzzle, the same segments. */
import { effect, signal, untracked } from '@preact/signals'
import { Engine } from '../engine.ts'
import type { Source } from '../source.ts'
import type { Desk } from './desk.ts'
import type { Event } from './machine.ts'
import { Run } from './run.ts'

/** What happens to each alone, and changes of the puzzle, which is taken over as it is. */
const OWN = new Set<Event['type']>(['STEPPED', 'FAIL', 'EDIT', 'UNDO', 'REDO'])

export class Rival<P> {
  readonly engine: Engine
  readonly run: Run<P>
  readonly #ends: readonly (() => void)[]

  constructor(task: Engine['task'], desk: Desk<P>) {
    this.engine = new Engine(task, undefined)
    this.run = new Run(this.engine, desk.run.state.peek().puzzle, desk.kind)
    this.#ends = [
      // What is asked of the first is asked of this one, too; each ends by itself.
      desk.run.follow((event) => {
        if (!OWN.has(event.type)) this.run.send(event)
      }),
      effect(() => {
        const { puzzle } = desk.run.state.value
        untracked(() => puzzle !== this.run.state.peek().puzzle && this.run.replace(puzzle))
      }),
      effect(() => {
        this.run.pace.value = desk.run.pace.value
      }),
    ]
  }

  close(): void {
    this.#ends.forEach((end) => end())
    this.run.send({ type: 'RESET' })
    this.engine.discard()
  }
}

/** The one that a room's desk has at its side. */
export class Rivalry<P> {
  readonly rival = signal<Rival<P> | undefined>(undefined)

  constructor(
    readonly task: Engine['task'],
    readonly desk: Desk<P>,
  ) {}

  /** Rejects where the weights cannot be used; the one before stays. */
  async invite(source: Source): Promise<void> {
    const next = new Rival(this.task, this.desk)
    try {
      await next.engine.load(source)
    } catch (error) {
      next.close()
      throw error
    }
    this.dismiss()
    this.desk.run.send({ type: 'RESET' })
    this.rival.value = next
  }

  dismiss(): void {
    this.rival.peek()?.close()
    this.rival.value = undefined
  }
}
