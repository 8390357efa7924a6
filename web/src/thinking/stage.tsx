import type { Signal } from '@preact/signals'
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import type { Engine } from '../engine.ts'
import type { Batch as BatchOfAny } from '../parts/batch.tsx'
import { CellDetail, type Answer } from '../parts/cell-detail.tsx'
import { Choice } from '../parts/choice.tsx'
import { EngineStatus } from '../parts/engine-status.tsx'
import { ModelFacts } from '../parts/model-facts.tsx'
import type { RivalBoard as RivalBoardOfAny } from '../parts/rival-board.tsx'
import { ChooseRival } from '../parts/choose-rival.tsx'
import { Notice } from '../parts/notice.tsx'
import { PaceChoice } from '../parts/pace-choice.tsx'
import type { StateMaps as StateMapsOfAny } from '../parts/state-maps.tsx'
import { Share, type Shared } from '../parts/share.tsx'
import { later } from '../parts/later.tsx'
import { Timeline } from '../parts/timeline.tsx'
import type { Account as AccountOfAny } from './account.tsx'
import { Controls } from './controls.tsx'
import type { Desk } from './desk.ts'
import { Result, Said } from './result.tsx'
import type { Rivalry } from './rival.ts'
import { onView, type State } from './machine.ts'
import type { Thought } from './states.ts'
import { useSpace } from './use-space.ts'
import type { Verdict } from './verdict.ts'
import type { Place, WalkProps } from './walk.tsx'

// What is asked for by a press is fetched then.
const Walk = later<WalkProps>(async () => (await import('./walk.tsx')).Walk)
const TextDialog = later(async () => (await import('../parts/text-dialog.tsx')).TextDialog)
const Account = later(async () => (await import('./account.tsx')).Account) as typeof AccountOfAny
const Batch = later(async () => (await import('../parts/batch.tsx')).Batch) as typeof BatchOfAny
const RivalBoard = later(async () => (await import('../parts/rival-board.tsx')).RivalBoard) as typeof RivalBoardOfAny
const StateMaps = later(async () => (await import('../parts/state-maps.tsx')).StateMaps) as typeof StateMapsOfAny

/** One of a few ways to look at the cells. */
export interface Lenses<L extends string> {
  options: readonly { value: L; label: string }[]
  value: Signal<L>
}

interface Props<P, L extends string> {
  desk: Desk<P>
  engine: Engine
  heading: string
  lede: string
  says: () => Verdict
  /** What the room says where it has no model. */
  missing?: string
  /** The board itself, with what is on view of a model's thought; own: the one that is written into, the other one only
   * shows.
   */
  board: (step: Thought | undefined, own: boolean) => ComponentChildren
  /** What one writes or draws with. */
  tools: ComponentChildren
  /** Beside the board, before anything that a model says. */
  before?: ComponentChildren
  /** Nobody is there to ask; nor would there be anything to say. */
  silent?: boolean
  /** What is asked beside the puzzle. */
  asked?: ComponentChildren
  /** Nobody could answer now. */
  disabled?: boolean
  /** The puzzle has no solution. */
  hopeless?: boolean
  /** The task has twins to attempt. */
  twins?: boolean
  onAsk?: () => void
  /** What the marks in the cells mean, as long as there are any. */
  marks?: ComponentChildren
  /** A second model beside this one, and what is said of it. */
  rival?: { rivalry: Rivalry<P>; says: (state: State<P>) => Verdict }
  /** Another puzzle, for who has seen this one solved. */
  onNext?: () => void
  shared: Shared
  lenses?: Lenses<L>
  /** The cell that is looked at, by its place on the board and among the model's cells. */
  inspected: { row: number; column: number; given: string; cell: number }
  answers: readonly Answer[]
  /** Of the model's grid. */
  columns: number
  /** How a puzzle is written: for the dialog and for lists. */
  text?: { heading: string; initial: string; use: string; hint: ComponentChildren; list: string }
  about: ComponentChildren
  /** Below the board. */
  children?: ComponentChildren
}

/**
 * What every room looks like: the board with its tools on one side, what is said and thought about it on the other,
 * and below them what there is to read. On a narrow screen it has two modes: while one enters a puzzle, board and tools;
 * once the model thinks, board, controls and timeline.
 */
export function Stage<P, L extends string = never>(props: Props<P, L>) {
  const { desk, engine, says, inspected, lenses, text, shared } = props
  const { run, refusal, asking } = desk
  const { shown, phase, limit, past, costs, back } = run.state.value
  const steps = onView(run.state.value)
  const step = steps[shown]
  const rivalry = props.rival?.rivalry
  const rival = rivalry?.rival.value
  useSpace(run)
  const used = useSignal(false)
  const walking = useSignal(false)
  const states = useSignal(false)
  /** The list is open, and was once. */
  const listing = useSignal(false)
  const listed = useSignal(false)
  if (desk.list.value) listing.value = listed.value = true
  const place = useSignal<Place | undefined>(undefined)
  if (phase !== 'editing' || past.length) used.value = true
  return (
    <>
      <div
        class={`stage ${phase === 'editing' ? 'entering' : 'watching'} ${used.value ? 'used' : ''}`}
        data-place={place.value}
        data-pace={run.pace.value}
      >
        <section class="play" aria-label="Board">
          {props.board(run.onView, true)}
          {step && props.marks && <p class="marks-key soft">{props.marks}</p>}
          {walking.value && (
            <Walk
              run={run}
              verdict={says}
              onPlace={(next) => {
                place.value = next
                if (!next) walking.value = false
              }}
            />
          )}
          {!props.silent && (
            <div class="ask" onClickCapture={props.onAsk}>
              {props.asked}
              <Controls
                run={run}
                disabled={props.disabled ?? false}
                hopeless={props.hopeless}
                twins={props.twins ?? true}
                onNext={props.onNext}
              />
              {costs.length > 1 && <Account desk={desk} />}
            </div>
          )}
          {refusal.value && !asking.value && (
            <Notice tone="bad" onDismiss={() => (refusal.value = '')}>
              {refusal.value}
            </Notice>
          )}
          {desk.note.value && (
            <Notice tone="calm" onDismiss={() => (desk.note.value = '')}>
              {desk.note.value}
            </Notice>
          )}
          {props.tools}
          <Share {...shared} />
        </section>

        <div class="thought">
          <header class="lede">
            <h1>{props.heading}</h1>
            <p>{props.lede}</p>
            {!props.silent && !walking.value && (
              <button type="button" class="quiet" onClick={() => (walking.value = true)}>
                Show me around
              </button>
            )}
          </header>
          {props.before}
          {!props.silent && <Result says={says} />}
          <EngineStatus engine={engine} missing={props.missing ?? ''}>
            {rivalry && !rival && <ChooseRival rivalry={rivalry} label="Set a second model beside it" />}
          </EngineStatus>
          {rival && <RivalBoard {...props.rival!} rival={rival} board={(of) => props.board(of, false)} />}
          {!props.silent && (
            <>
              <Timeline
                steps={steps}
                shown={shown}
                within={back ? undefined : run.within.value}
                limit={limit}
                onShow={(index) => run.send({ type: 'SHOW', index })}
              >
                <PaceChoice pace={run.pace} />
              </Timeline>
              <div class="closer">
                {lenses && (
                  <Choice
                    legend="Show in the cells"
                    name="lens"
                    options={lenses.options}
                    value={lenses.value.value}
                    onChange={(value) => (lenses.value.value = value)}
                  />
                )}
                <CellDetail
                  heading={`Row ${inspected.row + 1}, column ${inspected.column + 1}`}
                  given={inspected.given}
                  cell={inspected.cell}
                  answers={props.answers}
                  steps={steps}
                  shown={shown}
                />
                <details class="state-maps" onToggle={(event) => (states.value = event.currentTarget.open)}>
                  <summary>Look into its states</summary>
                  {states.value && (
                    <StateMaps config={engine.loaded.value?.info.config} run={run} columns={props.columns} />
                  )}
                </details>
              </div>
            </>
          )}
        </div>
      </div>
      <p class="unseen" role="status">
        {phase === 'solving' ? steps.length ? '' : 'The model is thinking.' : <Said says={says} />}
      </p>
      {props.children}
      {text && (
        <details
          class="batch"
          open={listing.value}
          onToggle={(event) => {
            listing.value = event.currentTarget.open
            listed.value ||= listing.value
          }}
        >
          <summary>Solve a list</summary>
          {listed.value && (
            <Batch
              engine={engine}
              desk={desk}
              name={shared.room}
              hint={text.list}
              disabled={engine.phase.value === 'absent'}
            />
          )}
        </details>
      )}
      <div class="reading">
        {props.about}
        <ModelFacts engine={engine} />
      </div>
      {text && asking.value && (
        <TextDialog
          heading={text.heading}
          initial={text.initial}
          refusal={refusal.value}
          use={text.use}
          onRead={async (content) => {
            if (await desk.read(content)) asking.value = false
          }}
          onClose={() => {
            asking.value = false
            refusal.value = ''
          }}
        >
          {text.hint}
        </TextDialog>
      )}
    </>
  )
}
