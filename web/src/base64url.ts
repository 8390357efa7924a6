/** Bytes in an address: base64 with the characters that need no escape there, and no padding. */

export function toBase64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** Undefined where the text is not what toBase64url writes. */
export function fromBase64url(text: string): Uint8Array | undefined {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
}

/** What an address ends with that would end in "-" or "_": programs that find links in a text may leave those off. */
const END = 'x'

export const closed = (address: string): string =>
  /\w$/.test(address) && !address.endsWith('_') ? address : address + END

/** The address itself and, where it may have been closed, the one without its end. */
export const opened = (address: string): string[] =>
  /[-_]x$/.test(address) ? [address, address.slice(0, -END.length)] : [address]
