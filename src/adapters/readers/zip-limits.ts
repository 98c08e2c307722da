/** Office files are ZIPs too: what they would unpack to is measured before any library opens them. */
import yauzl from 'yauzl'
import { Fault } from '../../faults.ts'

const MAX_ENTRIES = 10_000
const MAX_UNPACKED = 512 * (1 << 20)

export interface Measured {
  /** The entries asked for, by name. */
  parts: Map<string, Buffer>
}

/** Inflates every entry and counts, keeping those asked for. Faults archive.too-many-entries, archive.too-large, file.damaged, file.encrypted. */
export async function measureZip(bytes: Buffer, keep: (name: string) => boolean = () => false): Promise<Measured> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) =>
    yauzl.fromBuffer(bytes, { lazyEntries: true, strictFileNames: false, validateEntrySizes: true }, (error, file) =>
      error ? reject(new Fault('file.damaged', {}, { cause: error })) : resolve(file),
    ),
  )
  const parts = new Map<string, Buffer>()
  let unpacked = 0
  if (zip.entryCount > MAX_ENTRIES) throw new Fault('archive.too-many-entries', { limit: MAX_ENTRIES })
  await new Promise<void>((resolve, reject) => {
    const damaged = (error: unknown) =>
      reject(error instanceof Fault ? error : new Fault('file.damaged', {}, { cause: error }))
    zip.on('error', damaged)
    zip.on('end', resolve)
    zip.on('entry', (entry: yauzl.Entry) => {
      const chunks: Buffer[] = []
      const isKept = keep(entry.fileName)
      if (entry.generalPurposeBitFlag & 1) return damaged(new Fault('file.encrypted'))
      zip.openReadStream(entry, (error, stream) => {
        if (error) return damaged(error)
        stream.on('data', (chunk: Buffer) => {
          unpacked += chunk.length
          if (isKept) chunks.push(chunk)
          if (unpacked > MAX_UNPACKED) stream.destroy(new Fault('archive.too-large', { limit: MAX_UNPACKED }))
        })
        stream.on('error', damaged)
        stream.on('end', () => {
          if (isKept) parts.set(entry.fileName, Buffer.concat(chunks))
          zip.readEntry()
        })
      })
    })
    zip.readEntry()
  })
  return { parts }
}
