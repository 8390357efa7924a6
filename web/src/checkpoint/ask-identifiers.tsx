import { render } from 'preact'
import { bytes, grouped } from '../words.ts'

/** Which rows of a long table of puzzle embeddings are wanted; undefined: none, the person gave up. */
export function askIdentifiers(
  table: { rows: number; bytes: number },
  named: boolean,
  signal: AbortSignal,
): Promise<string[] | undefined> {
  const place = document.body.appendChild(document.createElement('div'))
  return new Promise<string[] | undefined>((resolve) => {
    const submit = (event: SubmitEvent) => {
      event.preventDefault()
      const said = new FormData(event.currentTarget as HTMLFormElement).get('identifiers') as string
      resolve(said.split(',').flatMap((one) => one.trim() || []))
    }
    signal.addEventListener('abort', () => resolve(undefined), { once: true })
    render(
      <dialog aria-labelledby="which-identifiers" onClose={() => resolve(undefined)} ref={(one) => one?.showModal()}>
        <form onSubmit={submit}>
          <h2 id="which-identifiers">Which puzzles?</h2>
          <p>
            This checkpoint has embeddings of {grouped(table.rows)} puzzles, {bytes(table.bytes)}. Only those you name
            are read.
          </p>
          <label>
            Puzzle identifiers, 0 to {grouped(table.rows - 1)}
            {named && ', or names of identifiers.json'}, with commas between
            <input name="identifiers" required autofocus />
          </label>
          <p class="row">
            <button class="primary">Convert</button>
            <button type="button" onClick={() => resolve(undefined)}>
              Cancel
            </button>
          </p>
        </form>
      </dialog>,
      place,
    )
  }).finally(() => {
    render(null, place)
    place.remove()
  })
}
