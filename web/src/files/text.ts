/** The encodings that a byte order mark tells; without one a text is UTF-8. */
const MARKS: readonly [string, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

const encodingOf = (head: Uint8Array) => MARKS.find(([, mark]) => mark.every((byte, i) => head[i] === byte))?.[0]

/** Do these bytes begin a text? One without a byte order mark holds no zero byte. */
export const isText = (head: Uint8Array): boolean => encodingOf(head) !== undefined || !head.includes(0)
