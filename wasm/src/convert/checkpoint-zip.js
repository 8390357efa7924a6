// The zip that torch.save writes: data.pkl and, uncompressed, one entry of raw little-endian numbers a storage.
import { messageOf } from '../errors.js'
import { BlobReader, ZipReader } from './libraries.js'
import { refuse } from './refuse.js'

/** @typedef {{ at: number, bytes: number, crc32?: number }} Place where in the file a part lies */
/** Of a local header: its fixed part, behind which the name and the extra field come. */
const LOCAL_HEADER = 30

/** @param {unknown} error @param {string} path */
function cannotList(error, path) {
  const said = messageOf(error)
  return refuse(
    /End of central directory/i.test(said)
      ? `${path} breaks off: it begins as torch.save writes it, but its end is missing. The download or the copy is not whole.`
      : `${path} is no zip as torch.save (1.6 and later) writes it: ${said}.`,
    error,
  )
}

/** @param {Set<string>} names @param {string} path */
function checkKind(names, path) {
  if (names.has('data.pkl')) {
    if (names.has('constants.pkl') || [...names].some((name) => name.startsWith('code/')))
      throw refuse(`${path} is a TorchScript program; the state dict is wanted: torch.save(model.state_dict(), ...).`)
    return
  }
  const inside = [...names].find((name) =>
    /(?:^|\/)(?:checkpoint|step_\d+|all_config\.yaml|[^/]+\.(?:pth?|ckpt))$/.test(name),
  )
  if (inside) throw refuse(`${path} is an archive of files (${inside}, ...): unpack it and give the folder.`)
  if ([...names].some((name) => name.endsWith('.npy')))
    throw refuse(`${path} is an archive of numpy’s arrays, not a checkpoint.`)
  throw refuse(`${path} has no entry data.pkl: it is a zip, but not one of torch.save.`)
}

/** Where each part of the archive lies, by its name without the folder that all are in. Throws CHECKPOINT_INVALID.
 * @param {Blob} blob @param {string} path for messages */
export async function listZip(blob, path) {
  /** @type {Map<string, import('@zip.js/zip.js').FileEntry>} */
  const entries = new Map()
  let compressed = ''
  try {
    for await (const entry of new ZipReader(new BlobReader(blob)).getEntriesGenerator()) {
      if (entry.directory) continue
      // <name of the archive>/data.pkl, <name of the archive>/data/0, ...
      const name = entry.filename.replace(/^[^/]*\//, '')
      if (entries.has(name)) throw new Error(`the entry ${name} comes twice`)
      if (entry.encrypted) throw new Error(`the entry ${name} is encrypted`)
      if (entry.compressionMethod !== 0) compressed ||= name
      if (entry.uncompressedSize > blob.size) throw new Error(`the entry ${name} would be longer than the file`)
      entries.set(name, entry)
    }
  } catch (error) {
    throw cannotList(error, path)
  }
  checkKind(new Set(entries.keys()), path)
  if (compressed)
    throw cannotList(new Error(`the entry ${compressed} is compressed, which torch.save does not do`), path)

  /** @param {string} name @returns {Promise<Place>} */
  const find = async (name) => {
    const entry = entries.get(name)
    if (!entry) throw refuse(`${path} has no entry ${name}.`)
    const header = new DataView(await blob.slice(entry.offset, entry.offset + LOCAL_HEADER).arrayBuffer())
    if (header.byteLength < LOCAL_HEADER || header.getUint32(0, true) !== 0x04034b50)
      throw refuse(`${path}: the entry ${name} is not where the archive says.`)
    const at = entry.offset + LOCAL_HEADER + header.getUint16(26, true) + header.getUint16(28, true)
    const bytes = entry.uncompressedSize
    if (at + bytes > blob.size) throw refuse(`${path}: the entry ${name} reaches beyond the end of the file.`)
    return { at, bytes, crc32: entry.signature }
  }
  return { has: (/** @type {string} */ name) => entries.has(name), find }
}
