import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { Engine } from '../engine.ts'
import { isAbort, toFault } from '../fault.ts'
import { solveAll, toCsv, waiting, type Row } from '../thinking/batch.ts'
import type { Desk } from '../thinking/desk.ts'
import type { List } from '../thinking/kind.ts'
import { LINES_MOST } from '../files/list.ts'
import { useFiles } from '../files/open-files.ts'
import { count, grouped, milliseconds, seconds } from '../words.ts'
import { Action } from './action.tsx'
import { ChooseFile } from './choose-file.tsx'
import { download } from './download.ts'
import { toBoard } from './to-board.ts'

interface Props<P> {
  engine: Engine
  desk: Desk<P>
  name: string
  /** How a line is written, in words. */
  hint: string
  disabled: boolean
}

const MARKS: Record<Row<unknown>['result'], string> = {
  waiting: '',
  thinking: '…',
  right: '✓',
  wrong: '✕',
  refused: '!',
}

const brief = (line: string) => (line.length > 81 ? `${line.slice(0, 80)}…` : line)

/** Many puzzles, one after another, and a table of what became of each. */
export function Batch<P>({ engine, desk, name, hint, disabled }: Props<P>) {
  const { kind } = desk
  const text = useRef<HTMLTextAreaElement>(null)
  const rows = useSignal<readonly Row<P>[]>([])
  const again = useSignal(false)
  const refusal = useSignal('')
  /** The list goes on beyond what is taken. */
  const cut = useSignal(false)
  const work = useSignal<AbortController | undefined>(undefined)
  const failed = useSignal(false)
  const files = useFiles()
  const list = desk.list.value
  /** What the text is of. */
  const taken = useRef<{ list: List<P>; text: string } | undefined>(undefined)
  useEffect(() => () => work.peek()?.abort(), [])
  useEffect(() => {
    if (list === undefined) return
    text.current!.value = list.entries.map((entry) => entry.text).join('\n')
    taken.current = { list, text: text.current!.value }
    text.current!.closest('details')!.scrollIntoView({ block: 'start' })
    desk.list.value = undefined
    void solve()
  }, [list])

  const done = rows.value.filter(({ result }) => result !== 'waiting' && result !== 'thinking')
  const right = done.filter(({ result }) => result === 'right').length
  const exact = done.filter((row) => row.exact).length
  const ms = done.reduce((sum, row) => sum + row.ms, 0)

  async function solve(): Promise<void> {
    refusal.value = ''
    rows.value = []
    work.value?.abort()
    const abort = new AbortController()
    try {
      const { value } = text.current!
      const { entries, isCut } = taken.current?.text === value ? taken.current.list : await desk.entries(value)
      cut.value = isCut
      rows.value = entries.map(waiting)
      work.value = abort
      await solveAll(engine, kind, rows.peek(), again.peek(), abort.signal, (index, row) => {
        rows.value = rows.peek().map((old, i) => (i === index ? row : old))
      })
    } catch (error) {
      const { title, reason } = toFault(error)
      if (!isAbort(error)) refusal.value = work.peek() ? `${title} ${reason}` : reason
    }
    if (work.peek() === abort) work.value = undefined
  }

  const open = (puzzle: P) => {
    desk.load(puzzle)
    toBoard()
  }

  const busy = Boolean(work.value)
  return (
    <>
      <p class="soft">
        <label for="batch-text">
          {hint} A table may be pasted whole: the column “question”, “puzzle” or the like is taken, else the first with
          puzzles in it.
        </label>
      </p>
      <textarea
        id="batch-text"
        ref={text}
        rows={5}
        spellcheck={false}
        autocomplete="off"
        wrap="off"
        aria-describedby="batch-refusal"
      />
      <p id="batch-refusal" class="words bad" role="alert">
        {refusal.value}
      </p>
      <div class="row">
        {busy ? (
          <Action class="primary" onClick={() => work.value?.abort()}>
            Stop the list
          </Action>
        ) : (
          <Action class="primary" disabled={disabled} onClick={() => void solve()}>
            Solve the list
          </Action>
        )}
        <ChooseFile label="Open a list" onFile={(_, all) => files(all)} />
        <Action
          disabled={busy || !done.length}
          onClick={() => download(`${name}-results.csv`, 'text/csv', toCsv(rows.value))}
        >
          Save CSV
        </Action>
        <label class="tick">
          <input
            type="checkbox"
            checked={again.value}
            onChange={(event) => (again.value = event.currentTarget.checked)}
          />{' '}
          Attempt twins where wrong
        </label>
        {done.length > right && (
          <label class="tick">
            <input
              type="checkbox"
              checked={failed.value}
              onChange={(event) => (failed.value = event.currentTarget.checked)}
            />{' '}
            Show only what is not solved
          </label>
        )}
      </div>
      {rows.value.length > 0 && (
        <>
          {cut.value && (
            <p class="soft">The list goes on: its first {grouped(LINES_MOST)} puzzles are taken at once.</p>
          )}
          <p class="figures" role={busy ? undefined : 'status'}>
            {busy
              ? `${rows.value.length - done.length} left${done.length ? `, about ${seconds(((rows.value.length - done.length) * ms) / done.length)}` : ''}.`
              : `${right} of ${count(done.length, 'puzzle')} solved${rows.value.some(({ stated }) => stated) ? `, ${exact} as the list states` : ''}, ${milliseconds(ms)} of computing.`}
          </p>
          {busy && <progress aria-label="Solving the list" value={done.length} max={rows.value.length} />}
          <div class="results" role="region" aria-label="Results" tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">No.</th>
                  <th scope="col">Puzzle</th>
                  <th scope="col">Result</th>
                  <th scope="col">Attempts</th>
                  <th scope="col">Segments</th>
                  <th scope="col">Time</th>
                </tr>
              </thead>
              <tbody>
                {rows.value.map((row, i) => (
                  <tr key={i} class={row.result} hidden={failed.value && row.result === 'right'}>
                    <th scope="row">{i + 1}</th>
                    <td class="line">
                      {row.puzzle === undefined ? (
                        brief(row.text)
                      ) : (
                        <button type="button" class="quiet" translate={false} onClick={() => open(row.puzzle!)}>
                          <span class="unseen">Open on the board: </span>
                          {brief(row.text)}
                        </button>
                      )}
                    </td>
                    <td title={row.stated && `The list states ${row.stated}`}>
                      {MARKS[row.result]} {row.words}
                    </td>
                    <td>{row.attempts || ''}</td>
                    <td>{row.segments || ''}</td>
                    <td>{row.segments ? milliseconds(row.ms) : ''}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </>
  )
}
