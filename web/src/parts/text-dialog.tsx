import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface Props {
  heading: string
  initial: string
  /** On the button that takes the text. */
  use: string
  refusal: string
  onRead: (text: string) => void
  onClose: () => void
  /** How the text is written. */
  children: ComponentChildren
}

/** A puzzle as text, in and out, where pasting onto the page is out of reach: on a phone, by keyboard. */
export function TextDialog({ heading, initial, use, refusal, onRead, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const text = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    dialog.current!.showModal()
    text.current!.select()
  }, [])
  return (
    <dialog ref={dialog} aria-labelledby="text-heading" onClose={onClose}>
      <h2 id="text-heading">{heading}</h2>
      <p>
        <label for="text">{children}</label>
      </p>
      <textarea
        id="text"
        ref={text}
        rows={9}
        spellcheck={false}
        autocomplete="off"
        aria-describedby="text-refusal"
        defaultValue={initial}
      />
      <p id="text-refusal" class="words bad" role="alert">
        {refusal}
      </p>
      <p class="row">
        <button type="button" class="primary" onClick={() => onRead(text.current!.value)}>
          {use}
        </button>
        <button type="button" onClick={() => dialog.current!.close()}>
          Cancel
        </button>
      </p>
    </dialog>
  )
}
