/** Originals as files: `originals/<aa>/<sha256>` and a side file for every object (architecture.md, "Bytes first, row second"). */
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, stat, statfs, unlink, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Fault } from '../../faults.ts'
import type { Incoming, Originals, SideFile, Soundness } from '../../ports/originals.ts'
import { diskFault, syncFolder, writeAll, writeWhole } from './durable.ts'

const HEAD = 8192
const blobName = /^[0-9a-f]{64}$/
const sideName = /^([0-9a-f]{64})\.[\w-]+\.json$/

export function createDiskOriginals(storageDir: string): Originals {
  const incomingDir = join(storageDir, 'incoming')
  const originalsDir = join(storageDir, 'originals')
  mkdirSync(incomingDir, { recursive: true })
  mkdirSync(originalsDir, { recursive: true })
  const shelf = (sha256: string) => join(originalsDir, sha256.slice(0, 2))
  const path = (sha256: string) => join(shelf(sha256), sha256)

  async function receive(source: Readable, limit: number): Promise<Incoming> {
    const target = join(incomingDir, randomUUID())
    const hash = createHash('sha256')
    const heads: Buffer[] = []
    let size = 0
    let headSize = 0
    let refusal: unknown = null
    try {
      const handle = await open(target, 'wx', 0o640)
      try {
        for await (const chunk of source as AsyncIterable<Buffer>) {
          size += chunk.length
          if (refusal !== null) continue
          try {
            if (size > limit) throw new Fault('file.too-large', { limit })
            if (headSize < HEAD) {
              heads.push(Buffer.from(chunk.subarray(0, HEAD - headSize)))
              headSize += chunk.length
            }
            hash.update(chunk)
            await writeAll(handle, chunk)
          } catch (error) {
            // The rest of a refused part is read and dropped, so that its answer and the parts after it still arrive; its room is given back now.
            refusal = error
            await handle.truncate(0).catch(() => undefined)
          }
        }
        if (refusal !== null) throw refusal
        await handle.sync()
      } finally {
        await handle.close()
      }
    } catch (error) {
      await unlink(target).catch(() => undefined)
      source.resume()
      throw diskFault(error)
    }
    return { path: target, sha256: hash.digest('hex'), size, head: Buffer.concat(heads) }
  }

  async function verify(sha256: string): Promise<Soundness> {
    try {
      const handle = await open(path(sha256), 'r')
      try {
        const hash = createHash('sha256')
        for await (const chunk of handle.createReadStream({ highWaterMark: 1 << 20, autoClose: false }))
          hash.update(chunk as Buffer)
        return hash.digest('hex') === sha256 ? 'sound' : 'changed'
      } finally {
        await handle.close()
      }
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'unreadable'
    }
  }

  async function keep(incoming: Incoming, side: SideFile | null): Promise<void> {
    const { sha256 } = incoming
    const folder = shelf(sha256)
    try {
      if ((await mkdir(folder, { recursive: true })) !== undefined) await syncFolder(originalsDir)
      // An orphan that is found useful again is young again: the sweep leaves it.
      await utimes(path(sha256), new Date(), new Date()).catch(() => undefined)
      // Bytes that are there already stay, if they are still what they were; a damaged copy is healed by the sound one that just came.
      if ((await verify(sha256)) === 'sound') await unlink(incoming.path)
      else await rename(incoming.path, path(sha256))
      const draft = join(incomingDir, randomUUID())
      if (side) await writeWhole(join(folder, `${sha256}.${side.objectId}.json`), draft, `${JSON.stringify(side)}\n`)
      await syncFolder(folder)
    } catch (error) {
      throw diskFault(error)
    }
  }

  async function openRange(sha256: string, range: { size: number; start: number; end: number }): Promise<Readable> {
    const handle = await open(path(sha256), 'r').catch((error) => {
      throw new Fault('object.damaged', {}, { cause: error })
    })
    const { size } = await handle.stat()
    if (size !== range.size) {
      await handle.close()
      throw new Fault('object.damaged')
    }
    return handle.createReadStream({ start: range.start, end: range.end, highWaterMark: 1 << 18 })
  }

  async function* shelves(): AsyncIterable<{ folder: string; names: string[] }> {
    for (const shelfName of (await readdir(originalsDir)).sort()) {
      if (/^[0-9a-f]{2}$/.test(shelfName)) {
        const folder = join(originalsDir, shelfName)
        yield { folder, names: (await readdir(folder)).sort() }
      }
    }
  }

  /** Null where it cannot be read: damaged on the disk, which the bytes beside it may not be. */
  async function readSide(file: string): Promise<SideFile | null> {
    try {
      return JSON.parse(await readFile(file, 'utf8')) as SideFile
    } catch {
      return null
    }
  }

  async function* sideFiles(): AsyncIterable<SideFile> {
    for await (const { folder, names } of shelves()) {
      for (const name of names.filter((one) => sideName.test(one))) {
        const side = await readSide(join(folder, name))
        if (side) yield side
      }
    }
  }

  async function sweep(before: number, epoch: number, known: (sha256: string) => Promise<boolean>): Promise<number> {
    let swept = 0
    const isOld = async (file: string) => (await stat(file)).mtimeMs < before
    const removeOld = async (file: string) => {
      if (!(await isOld(file))) return
      await unlink(file)
      swept++
    }
    // Taken aside first: bytes that are uploaded again at this very moment find nothing here, or were made young and are put back.
    const removeOldBytes = async (file: string) => {
      if (!(await isOld(file))) return
      const aside = join(incomingDir, randomUUID())
      await rename(file, aside)
      if (await isOld(aside)) await removeOld(aside)
      else await rename(aside, file)
    }
    for (const name of await readdir(incomingDir)) await removeOld(join(incomingDir, name)).catch(() => undefined)
    for await (const { folder, names } of shelves()) {
      for (const name of names) {
        if (!blobName.test(name) || (await known(name))) continue
        const sides = names.filter((other) => other.startsWith(`${name}.`))
        // A side file that cannot be read may be of another epoch: its bytes stay.
        const epochs = await Promise.all(sides.map(async (side) => (await readSide(join(folder, side)))?.epoch))
        if (epochs.some((other) => other !== epoch)) continue
        for (const side of sides) await removeOld(join(folder, side)).catch(() => undefined)
        await removeOldBytes(join(folder, name)).catch(() => undefined)
      }
    }
    return swept
  }

  return {
    receive,
    keep,
    discard: async (incoming) => {
      await unlink(incoming.path).catch(() => undefined)
    },
    open: openRange,
    path,
    verify,
    sideFiles,
    sweep,
    free: async () => {
      const { bavail, bsize } = await statfs(storageDir)
      return bavail * bsize
    },
  }
}
