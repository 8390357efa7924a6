/**
 * What a key means. `key` is what it writes, in whatever script and width; `code` is where it lies, which helps where an
 * input method swallows the key or a layout puts other signs on it (AZERTY's digits without Shift).
 */

/** The digit that the key writes, or that stands on it; undefined where it is none. */
export function digitOf({ key, code, shiftKey }: KeyboardEvent): number | undefined {
  const written = /^\p{Nd}$/u.test(key) ? key.codePointAt(0)! : undefined
  // Digits of a script follow each other from zero on, ten in a row.
  if (written !== undefined) {
    let zero = written
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && written - zero < 9) zero--
    return written - zero
  }
  const lies = /^(?:Digit|Numpad)(\d)$/.exec(code)
  // With Shift a key writes what is above: a "#" is no 3. The other pad keys are arrows without their lock.
  if (!lies || shiftKey || (code.startsWith('Numpad') && key !== 'Process' && key !== 'Unidentified')) return undefined
  return Number(lies[1])
}

/** The key's name, letters small and of normal width; of a letter that an input method or another script has, the one
 * that lies there.
 */
export function nameOf({ key, code }: KeyboardEvent): string {
  const name = key.length === 1 ? key.normalize('NFKC').toLowerCase() : key
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  const foreign = name === 'Process' || name === 'Unidentified' || (/^\p{L}$/u.test(name) && !/^[a-z]$/.test(name))
  return foreign && letter ? letter.toLowerCase() : name
}

/** Undo or redo, as their keys ask for it. */
export function undoing(event: KeyboardEvent): 'UNDO' | 'REDO' | undefined {
  if (!event.ctrlKey && !event.metaKey) return undefined
  const name = nameOf(event)
  return name === 'y' || (name === 'z' && event.shiftKey) ? 'REDO' : name === 'z' ? 'UNDO' : undefined
}
