/** Writing so that it is on the disk when we say so. */
import { type FileHandle, open, rename, unlink } from 'node:fs/promises'
import { Fault } from '../../faults.ts'

/** Makes the names inside a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes a file that is there in full, fsynced, or not at all: written to `draft` first, then moved. The caller syncs the folder. */
export async function writeWhole(path: string, draft: string, data: string | Buffer): Promise<void> {
  try {
    const handle = await open(draft, 'wx', 0o640)
    try {
      await handle.writeFile(data)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, path)
  } catch (error) {
    await unlink(draft).catch(() => undefined)
    throw error
  }
}

/** Writes all of a chunk, at the end or at `position`: a file handle may write less than it was given. */
export async function writeAll(handle: FileHandle, chunk: Buffer, position: number | null = null): Promise<void> {
  for (let offset = 0; offset < chunk.length; ) {
    const at = position === null ? null : position + offset
    const { bytesWritten } = await handle.write(chunk, offset, chunk.length - offset, at)
    offset += bytesWritten
  }
}

/** A disk's refusal as a fault: full (507) or failing (503). Other errors come back unchanged. */
export function diskFault(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException)?.code
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Fault('storage.full', {}, { cause: error })
  if (code && ['EIO', 'EROFS', 'EACCES', 'EPERM', 'EMFILE', 'ENFILE'].includes(code)) {
    return new Fault('storage.failing', {}, { cause: error })
  }
  return error
}
