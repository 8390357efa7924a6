import { useEffect, useRef } from 'preact/hooks';

interface Props {
  initial: string;
  refusal: string;
  onRead: (text: string) => void;
  onClose: () => void;
}

/** A puzzle as text, in and out, where pasting onto the page is out of reach: on a phone, by keyboard. */
export function TextDialog({ initial, refusal, onRead, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    dialog.current!.showModal();
    text.current!.select();
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby="text-heading" onClose={onClose}>
      <h2 id="text-heading">A puzzle as text</h2>
      <p><label for="text">81 characters row by row: digits, and <code>.</code> or <code>0</code> for a blank. Line breaks and drawn lines between them do no harm.</label></p>
      <textarea id="text" ref={text} rows={9} spellcheck={false} autocomplete="off" aria-describedby="text-refusal" defaultValue={initial.match(/.{9}/g)?.join('\n') ?? ''} />
      <p id="text-refusal" class="words bad" role="alert">{refusal}</p>
      <p class="row">
        <button type="button" class="primary" onClick={() => onRead(text.current!.value)}>Use this puzzle</button>
        <button type="button" onClick={() => dialog.current!.close()}>Cancel</button>
      </p>
    </dialog>
  );
}
