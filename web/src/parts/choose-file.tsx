interface Props {
  label: string
  accept?: string
  multiple?: boolean
  onFile: (file: File, all: File[]) => void
}

/** A button that asks for a file, or for several at once. */
export function ChooseFile({ label, accept, multiple, onFile }: Props) {
  return (
    <label class="button">
      {label}
      <input
        type="file"
        class="unseen"
        accept={accept}
        multiple={multiple}
        onChange={(event) => {
          const all = Array.from(event.currentTarget.files ?? [])
          if (all[0]) onFile(all[0], all)
          event.currentTarget.value = ''
        }}
      />
    </label>
  )
}
