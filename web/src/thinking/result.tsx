import type { Verdict } from './verdict.ts'

interface Props {
  /** Read here: what changes nothing else draws nothing else. */
  says: () => Verdict
}

export function Result({ says }: Props) {
  const { tone, headline, text } = says()
  return (
    <section class={`verdict ${tone}`} aria-label="Result">
      <p class="headline" key={headline}>
        {headline}
      </p>
      <p key={text}>{text}</p>
    </section>
  )
}

/** The same for who does not see it. */
export function Said({ says }: Props) {
  const { headline, text } = says()
  return <>{`${headline}. ${text}`}</>
}
