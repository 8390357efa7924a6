import { useComputed, useSignal } from '@preact/signals'
import { sudoku } from 'hrm-wasm/rules'
import { useMemo } from 'preact/hooks'
import type { Engine } from '../../engine.ts'
import { INK } from '../../parts/ink.ts'
import { nameOf } from '../../parts/net.tsx'
import type { Desk } from '../../thinking/desk.ts'
import type { Rivalry } from '../../thinking/rival.ts'
import { Stage } from '../../thinking/stage.tsx'
import type { Thought } from '../../thinking/states.ts'
import { About } from './about.tsx'
import { Board, type Lens } from './board.tsx'
import { ExampleShelf } from './example-shelf.tsx'
import { nextOf } from './examples.ts'
import { Keypad } from './keypad.tsx'
import type { Judge } from './judge.ts'
import { column, DIGITS, isEmpty, row, toAddress, toCells, withCell, type Puzzle } from './puzzle.ts'
import { verdict } from './verdict.ts'

const LENSES: readonly { value: Lens; label: string }[] = [
  { value: 'certainty', label: 'Certainty' },
  { value: 'candidates', label: 'Candidates' },
  { value: 'entropy', label: 'Entropy' },
]

const lines = (grid: string) => grid.match(/.{9}/g)!.join('\n')

interface Props {
  desk: Desk<Puzzle>
  engine: Engine
  judge: Judge
  rivalry: Rivalry<Puzzle>
}

export function SudokuView({ desk, engine, judge, rivalry }: Props) {
  const selected = useSignal(0)
  const hovered = useSignal<number | undefined>(undefined)
  const lens = useSignal<Lens>('certainty')
  const state = desk.run.state.value
  const { puzzle, phase } = state
  const busy = phase === 'solving'
  const gridOf = (step: Thought | undefined) => step?.grid ?? puzzle
  const contradicts = sudoku.conflicts(toCells(puzzle)).length > 0
  const inspected = hovered.value ?? selected.value
  const given = toCells(puzzle)[inspected]
  // A segment changes nothing of it.
  const shelf = useMemo(() => <ExampleShelf current={puzzle} onChoose={(chosen) => desk.load(chosen)} />, [puzzle])
  const name = useComputed(() => nameOf(engine.loaded.value?.info.config))
  const write = (digit: number) => desk.edit(withCell(puzzle, selected.value, digit))

  return (
    <Stage
      desk={desk}
      engine={engine}
      heading="Watch a network think a Sudoku through"
      lede={`A ${name.value} looks at the whole board at once, again and again, and changes its mind until it holds.`}
      says={() => verdict(state, engine.phase.value, judge.of(puzzle))}
      board={(step, own) => (
        <Board
          id={own ? 'board' : 'rival-board'}
          puzzle={puzzle}
          step={step}
          conflicts={new Set(sudoku.conflicts(toCells(gridOf(step))).flatMap(({ cells }) => cells))}
          solved={step?.valid ?? false}
          selected={selected.value}
          lens={lens.value}
          readonly={busy || !own}
          onSelect={(cell) => (selected.value = cell)}
          onHover={(cell) => (hovered.value = cell)}
          onDigit={(digit) => own && write(digit)}
          onUndo={(redo) => own && desk.undo(redo)}
          onSolve={() => !contradicts && desk.run.send({ type: 'SOLVE' })}
        />
      )}
      marks={
        lens.value === 'candidates' ? (
          <>
            <span class="mark-key dot">just changed</span> <span class="mark-key corner">breaks a rule</span>{' '}
            <span>small digits: what it holds possible</span>
          </>
        ) : (
          <>
            <span class="mark-key dot">just changed</span> <span class="mark-key bar">how sure, where in doubt</span>{' '}
            <span class="mark-key corner">breaks a rule</span> <span class="mark-key frame">its own bet</span>
          </>
        )
      }
      rival={{ rivalry, says: (other) => verdict(other, 'ready', judge.of(puzzle)) }}
      onNext={() => desk.load(nextOf(puzzle))}
      disabled={contradicts}
      hopeless={judge.of(puzzle)?.solutions === 0}
      tools={<Keypad desk={desk} disabled={busy} onDigit={write} />}
      shared={{
        room: 'sudoku',
        address: toAddress(puzzle),
        text: () => lines(gridOf(desk.run.onView)),
        picture: () => ({
          rows: 9,
          columns: 9,
          boxes: 3,
          cell: (i) => ({
            text: gridOf(desk.run.onView)[i]!.replace('.', ''),
            ink: puzzle[i] === '.' ? INK.model : INK.given,
            bold: puzzle[i] !== '.',
          }),
        }),
      }}
      lenses={{ options: LENSES, value: lens }}
      inspected={{
        row: row(inspected),
        column: column(inspected),
        given: given ? `The puzzle gives ${given}.` : 'Empty.',
        cell: inspected,
      }}
      answers={DIGITS}
      columns={9}
      text={{
        heading: 'A puzzle as text',
        initial: isEmpty(puzzle) ? '' : lines(puzzle),
        use: 'Use this puzzle',
        hint: (
          <>
            81 characters row by row: digits, and <code>.</code> or <code>0</code> for a blank. Line breaks and drawn
            lines between them do no harm.
          </>
        ),
        list: 'One puzzle a line, 81 characters each.',
      }}
      about={<About engine={engine} />}
    >
      {shelf}
    </Stage>
  )
}
