interface Props { label: string; accept: string; onFile: (file: File) => void }

/** A button that asks for a file. */
export function ChooseFile({ label, accept, onFile }: Props) {
  return (
    <label class="button">
      {label}
      <input type="file" class="unseen" accept={accept} onChange={event => {
        const file = event.currentTarget.files?.[0];
        if (file) onFile(file);
        event.currentTarget.value = '';
      }} />
    </label>
  );
}
