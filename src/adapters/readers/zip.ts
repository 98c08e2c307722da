/** ZIP archives: members unpacked under numbers, never under their names; names read as UTF-8, GB18030 or Big5, all of one archive alike. */
import { createWriteStream } from 'node:fs'
import { rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import yauzl from 'yauzl'
import { Fault, problemOf } from '../../faults.ts'
import type { Encoding, ReadArchive, ReadMember } from '../../ports/text-reader.ts'
import { decode, decodeAs } from './encoding.ts'

const MAX_ENTRIES = 20_000
const MAX_UNPACKED = 8 * 2 ** 30
const MAX_RATIO = 200
/** Below this a high ratio is no danger: an empty page compresses well. */
const RATIO_FROM = 64 * (1 << 20)
const isBomb = (size: number, packed: number) => size > RATIO_FROM && size > packed * MAX_RATIO

const isJunk = (name: string) => /(?:^|[/\\])(?:__MACOSX[/\\]|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(name)
const isSymlink = (entry: yauzl.Entry) => ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000

/** Info-ZIP's Unicode path (0x7075), where the name in the header is in some code page. */
function unicodePath(entry: yauzl.Entry): string | null {
  const field = entry.extraFields.find(({ id }) => id === 0x7075)?.data
  return field && field[0] === 1 ? field.toString('utf8', 5) : null
}

function namesOf(entries: readonly yauzl.Entry[]): { names: string[]; encoding: string } {
  const raw = entries.map((entry) => entry.fileName as unknown as Buffer)
  const undeclared = raw.filter((_, i) => !(entries[i]!.generalPurposeBitFlag & 0x800) && !unicodePath(entries[i]!))
  const sample = Buffer.concat(undeclared.flatMap((name) => [name, Buffer.from('\n')]))
  let encoding: Encoding = 'utf-8'
  try {
    if (sample.some((byte) => byte >= 0x80)) {
      const { encoding: found, candidates } = decode(sample)
      encoding = [found, ...candidates].find((one) => !one.startsWith('utf-16')) ?? 'gb18030'
    }
  } catch {
    encoding = 'gb18030'
  }
  const names = raw.map((name, i) => {
    if (entries[i]!.generalPurposeBitFlag & 0x800) return name.toString('utf8')
    return unicodePath(entries[i]!) ?? decodeAs(name, encoding)
  })
  return { names, encoding }
}

/** One member, of the size it claims to have (yauzl sees to that) or not at all. */
async function unpack(zip: yauzl.ZipFile, entry: yauzl.Entry, path: string): Promise<number> {
  if (entry.generalPurposeBitFlag & 1) throw new Fault('file.encrypted')
  if (isBomb(entry.uncompressedSize, entry.compressedSize)) throw new Fault('archive.too-large')
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) =>
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))),
  )
  const file = createWriteStream(path)
  try {
    await pipeline(stream, file)
  } catch (error) {
    // What half a member has written would stay until the archive is done with.
    await rm(path, { force: true })
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? new Fault('storage.full', {}, { cause: error }) : error
  }
  return file.bytesWritten
}

/**
 * Whether all members together are too much, by the sizes they claim: many small bombs, or members that overlap. Only then is it a question of the
 * disk: unpacked and received, a member is on it twice.
 */
async function demandRoom(entries: readonly yauzl.Entry[], packed: number, scratch: string): Promise<void> {
  const unpacked = entries
    .filter((entry) => !isBomb(entry.uncompressedSize, entry.compressedSize))
    .reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (unpacked > MAX_UNPACKED || isBomb(unpacked, packed)) throw new Fault('archive.too-large', { limit: MAX_UNPACKED })
  const { bavail, bsize } = await statfs(scratch)
  if (unpacked * 2 > bavail * bsize) throw new Fault('storage.full')
}

export async function readZip(path: string, scratch: string): Promise<ReadArchive> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) =>
    yauzl.open(
      path,
      { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true },
      (error, file) => (error ? reject(new Fault('archive.damaged', {}, { cause: error })) : resolve(file)),
    ),
  )
  try {
    if (zip.entryCount > MAX_ENTRIES) throw new Fault('archive.too-many-entries', { limit: MAX_ENTRIES })
    const entries = await new Promise<yauzl.Entry[]>((resolve, reject) => {
      const found: yauzl.Entry[] = []
      zip.on('entry', (entry: yauzl.Entry) => {
        found.push(entry)
        zip.readEntry()
      })
      zip.on('end', () => resolve(found))
      zip.on('error', (error) => reject(new Fault('archive.damaged', {}, { cause: error })))
      zip.readEntry()
    })
    const { names, encoding } = namesOf(entries)
    await demandRoom(entries, zip.fileSize, scratch)
    const members: ReadMember[] = []
    for (const [i, entry] of entries.entries()) {
      const name = names[i]!
      if (name.endsWith('/') || isJunk(name) || isSymlink(entry)) continue
      const member = {
        name,
        nameBytes: (entry.fileName as unknown as Buffer).toString('base64'),
        size: entry.uncompressedSize,
      }
      const target = join(scratch, String(i))
      try {
        const size = await unpack(zip, entry, target)
        members.push({ ...member, size, path: target })
      } catch (error) {
        const problem = problemOf(error) ?? { code: 'archive.entry' as const }
        // Not this member's fault: the whole archive is tried again when there is room.
        if (problem.code === 'storage.full') throw error
        members.push({ ...member, path: null, problem })
      }
    }
    return { kind: 'archive', mediaType: 'application/zip', members, nameEncoding: encoding }
  } finally {
    zip.close()
  }
}
