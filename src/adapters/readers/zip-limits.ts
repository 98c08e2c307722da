/** Office files are ZIPs too: what they would unpack to is measured before any library opens them. */
import yauzl from 'yauzl'
import { Fault } from '../../faults.ts'

const MAX_ENTRIES = 10_000
const MAX_UNPACKED = 512 * (1 << 20)

export interface Listed {
  names: string[]
}

/** Inflates every entry and counts. Faults archive.too-many-entries, archive.too-large, file.damaged, file.encrypted. */
export async function measureZip(bytes: Buffer): Promise<Listed> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) =>
    yauzl.fromBuffer(bytes, { lazyEntries: true, strictFileNames: false, validateEntrySizes: true }, (error, file) =>
      error ? reject(new Fault('file.damaged', {}, { cause: error })) : resolve(file),
    ),
  )
  const names: string[] = []
  let unpacked = 0
  if (zip.entryCount > MAX_ENTRIES) throw new Fault('archive.too-many-entries', { limit: MAX_ENTRIES })
  await new Promise<void>((resolve, reject) => {
    const damaged = (error: unknown) =>
      reject(error instanceof Fault ? error : new Fault('file.damaged', {}, { cause: error }))
    zip.on('error', damaged)
    zip.on('end', resolve)
    zip.on('entry', (entry: yauzl.Entry) => {
      names.push(entry.fileName)
      if (entry.generalPurposeBitFlag & 1) return damaged(new Fault('file.encrypted'))
      zip.openReadStream(entry, (error, stream) => {
        if (error) return damaged(error)
        stream.on('data', (chunk: Buffer) => {
          unpacked += chunk.length
          if (unpacked > MAX_UNPACKED) stream.destroy(new Fault('archive.too-large', { limit: MAX_UNPACKED }))
        })
        stream.on('error', damaged)
        stream.on('end', () => zip.readEntry())
      })
    })
    zip.readEntry()
  })
  return { names }
}
