/** Uploads in parts as files of their own, `incoming/uploads/<id>`. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { link, open, readdir, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '../../faults.ts'
import type { PartialFiles } from '../../ports/partial-files.ts'
import { diskFault, syncFolder, writeAll } from './durable.ts'

const HEAD = 8192

export function createPartialFiles(storageDir: string): PartialFiles {
  const incoming = join(storageDir, 'incoming')
  const folder = join(incoming, 'uploads')
  mkdirSync(folder, { recursive: true })
  const path = (id: string) => join(folder, id)

  return {
    async size(id) {
      try {
        return (await stat(path(id))).size
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
        throw diskFault(error)
      }
    },
    async append(id, { offset, length, source, checksum }) {
      try {
        const handle = await open(path(id), offset === 0 ? 'w' : 'r+', 0o640)
        let size = offset
        let refusal: unknown = null
        try {
          const hash = checksum && createHash(checksum.algorithm)
          await handle.truncate(offset)
          let position = offset
          try {
            for await (const chunk of source as AsyncIterable<Buffer>) {
              if (position + chunk.length > length) throw new Fault('upload.beyond', { length })
              hash?.update(chunk)
              await writeAll(handle, chunk, position)
              position += chunk.length
            }
          } catch (error) {
            refusal = error
          }
          if (refusal === null && hash && !hash.digest().equals(checksum!.digest))
            refusal = new Fault('upload.checksum', { algorithm: checksum!.algorithm })
          // What cannot be verified any more does not count; a part that is too long is none at all.
          const isVoid = refusal !== null && (checksum !== null || (refusal as Fault).code === 'upload.beyond')
          size = isVoid ? offset : position
          if (isVoid) await handle.truncate(offset)
          await handle.sync()
        } finally {
          await handle.close()
        }
        if (offset === 0) await syncFolder(folder)
        if (refusal !== null) throw refusal
        return size
      } catch (error) {
        throw diskFault(error)
      }
    },
    async arrived(id) {
      const target = join(incoming, randomUUID())
      try {
        const handle = await open(path(id), 'r')
        const hash = createHash('sha256')
        const heads: Buffer[] = []
        let size = 0
        try {
          for await (const chunk of handle.createReadStream({ highWaterMark: 1 << 20, autoClose: false })) {
            const bytes = chunk as Buffer
            if (size < HEAD) heads.push(Buffer.from(bytes.subarray(0, HEAD - size)))
            hash.update(bytes)
            size += bytes.length
          }
        } finally {
          await handle.close()
        }
        await link(path(id), target)
        return { path: target, sha256: hash.digest('hex'), size, head: Buffer.concat(heads) }
      } catch (error) {
        throw diskFault(error)
      }
    },
    async remove(id) {
      await unlink(path(id)).catch(() => undefined)
    },
    async sweep(before, known) {
      let swept = 0
      for (const id of await readdir(folder)) {
        if (await known(id)) continue
        const found = await stat(path(id)).catch(() => null)
        if (!found || found.mtimeMs >= before) continue
        await unlink(path(id)).catch(() => undefined)
        swept++
      }
      return swept
    },
  }
}
