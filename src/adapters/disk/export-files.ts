/** exports/ in the storage: what was asked for, until it is old. */
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportFiles } from '../../ports/export-files.ts'
import { diskFault, writeWhole } from './durable.ts'

export function createExportFiles(storageDir: string): ExportFiles {
  const folder = join(storageDir, 'exports')
  const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'
  return {
    async write(name, data) {
      try {
        await mkdir(folder, { recursive: true })
        await writeWhole(join(folder, name), join(folder, `${randomUUID()}.part`), data)
      } catch (error) {
        throw diskFault(error)
      }
    },
    async read(name) {
      try {
        return await readFile(join(folder, name))
      } catch (error) {
        if (isMissing(error)) return null
        throw diskFault(error)
      }
    },
    async expire(before) {
      const names = await readdir(folder).catch((error) => {
        if (isMissing(error)) return []
        throw error
      })
      for (const name of names) if ((await stat(join(folder, name))).mtimeMs < before) await unlink(join(folder, name))
    },
  }
}
