// What a file is that is no checkpoint, by its first bytes: the sentence says what would do.
import { refuse } from './refuse.js'

/** Bytes that recognise() wants to see. */
export const FIRST_BYTES = 512

/** @param {...number} bytes */
const begins =
  (...bytes) =>
  (/** @type {Uint8Array} */ first) =>
    bytes.every((byte, i) => first[i] === byte)
/** @param {Uint8Array} first */
const textOf = (first) =>
  new TextDecoder('latin1')
    .decode(first)
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
/** @param {RegExp} pattern */
const reads = (pattern) => (/** @type {Uint8Array} */ first) => pattern.test(textOf(first))
/** A tar has its mark behind the first file's name and numbers.
 * @param {Uint8Array} first */
const isTar = (first) => reads(/^ustar/)(first.subarray(257))

/** The number with which torch's older files begin, as every protocol of pickle writes it. */
const TORCH_NUMBER = '\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19'

/** In this order; sentence: goes on after the file's name.
 * @type {{ is: (first: Uint8Array, size: number) => boolean, sentence: string }[]} */
const OTHERS = [
  { is: (_, size) => size === 0, sentence: 'is empty.' },
  {
    is: reads(/^version https:\/\/git-lfs\.github\.com\//),
    sentence:
      'is a Git LFS pointer, a few lines of text in place of the file: fetch the file itself ("git lfs pull", or the download of the hub’s page).',
  },
  {
    is: reads(/^(?:<!doctype html|<html|<head|<\?xml)/i),
    sentence: 'is a web page, not the file: the address answered with a page, perhaps one to log in.',
  },
  {
    is: (first) => begins(0x80)(first) && textOf(first.subarray(0, 32)).includes(TORCH_NUMBER),
    sentence:
      'is in the format of torch before 1.6, which is not read here: load it in torch 1.6 or later and save it again (torch.save(torch.load(...), ...)).',
  },
  { is: begins(0x1f, 0x8b), sentence: 'is compressed by gzip: unpack it first (gunzip).' },
  { is: begins(0x42, 0x5a, 0x68), sentence: 'is compressed by bzip2: unpack it first (bunzip2).' },
  { is: begins(0xfd, 0x37, 0x7a, 0x58, 0x5a), sentence: 'is compressed by xz: unpack it first (unxz).' },
  { is: begins(0x28, 0xb5, 0x2f, 0xfd), sentence: 'is compressed by zstd: unpack it first (unzstd).' },
  { is: begins(0x37, 0x7a, 0xbc, 0xaf), sentence: 'is a 7z archive: unpack it first.' },
  { is: isTar, sentence: 'is a tar archive: unpack it, and give the checkpoint that is in it.' },
  {
    is: begins(0x89, 0x48, 0x52, 0x4d),
    sentence: 'is a weights file (.hrm) already, no checkpoint: it is loaded as it is, or changed with --model.',
  },
  { is: begins(0x89, 0x48, 0x44, 0x46), sentence: 'is an HDF5 file; weights of the PyTorch code are wanted.' },
  { is: begins(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59), sentence: 'is one array of numpy, not a checkpoint.' },
  { is: begins(0x47, 0x47, 0x55, 0x46), sentence: 'is a GGUF file; weights of the PyTorch code are wanted.' },
  {
    is: begins(0x80),
    sentence: 'is a bare pickle, without the weights beside it: what torch.save (1.6 and later) writes is a zip.',
  },
  { is: reads(/^[{[]/), sentence: 'is a text (JSON), not weights.' },
]
const ZIP = begins(0x50, 0x4b, 0x03, 0x04)
/** A header of at most 100 MB, as the format allows, that begins as JSON. */
const SAFETENSORS_HEADER = 100_000_000

/** @param {Uint8Array} first the file's first FIRST_BYTES, or all of it @param {number} size of the file @param {string}
 * path for messages @returns {'zip' | 'safetensors'} throws CHECKPOINT_INVALID with what else it is
 */
export function recognise(first, size, path) {
  if (ZIP(first)) return 'zip'
  if (size > 9 && first[8] === 0x7b) {
    const view = new DataView(first.buffer, first.byteOffset, first.byteLength)
    const header = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32
    if (header >= 2 && header <= SAFETENSORS_HEADER) return 'safetensors'
  }
  const other = OTHERS.find(({ is }) => is(first, size))
  throw refuse(
    other
      ? `${path} ${other.sentence}`
      : `${path} is no zip as torch.save (1.6 and later) writes it, and no safetensors file.`,
  )
}
