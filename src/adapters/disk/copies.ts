/** Copying originals to and from a backup: verified on the way, fsynced, and never twice. */
import { createHash } from 'node:crypto'
import { constants, existsSync } from 'node:fs'
import { copyFile, mkdir, open, readdir, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from './durable.ts'

export interface Copied {
  copied: number
  present: number
  /** Content addresses whose bytes are not what their name says: not copied. */
  damaged: string[]
}

async function isSound(path: string, sha256: string): Promise<boolean> {
  const hash = createHash('sha256')
  const handle = await open(path, 'r')
  try {
    for await (const chunk of handle.createReadStream({ highWaterMark: 1 << 20, autoClose: false }))
      hash.update(chunk as Buffer)
  } finally {
    await handle.close()
  }
  return hash.digest('hex') === sha256
}

/** Originals are immutable and only ever added: what the target has under the same name and size is left as it is. */
export async function copyOriginals(from: string, to: string, report: (done: number) => void): Promise<Copied> {
  const result: Copied = { copied: 0, present: 0, damaged: [] }
  if (!existsSync(from)) return result
  for (const shelf of (await readdir(from)).filter((name) => /^[0-9a-f]{2}$/.test(name)).sort()) {
    const folder = join(to, shelf)
    await mkdir(folder, { recursive: true })
    for (const name of (await readdir(join(from, shelf))).sort()) {
      const [source, target] = [join(from, shelf, name), join(folder, name)]
      const isBlob = !name.endsWith('.json')
      if (existsSync(target) && (await stat(target)).size === (await stat(source)).size) {
        result.present++
        continue
      }
      await copyFile(source, `${target}.part`, constants.COPYFILE_FICLONE)
      if (isBlob && !(await isSound(`${target}.part`, name))) {
        result.damaged.push(name)
        continue
      }
      const handle = await open(`${target}.part`, 'r+')
      await handle.sync()
      await handle.close()
      await rename(`${target}.part`, target)
      result.copied++
      report(result.copied + result.present)
    }
    await syncFolder(folder)
  }
  return result
}

export async function readBackupNote(folder: string): Promise<Record<string, unknown> | null> {
  try {
    return JSON.parse(await readFile(join(folder, 'backup.json'), 'utf8'))
  } catch {
    return null
  }
}
