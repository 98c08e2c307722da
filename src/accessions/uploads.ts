/** 断点续传: a large file comes in parts, over hours and restarts; whole, it is received like any other. */
import { randomUUID } from 'node:crypto'
import { PassThrough, type Readable } from 'node:stream'
import { Fault, problemOf } from '../faults.ts'
import { type Actor, demand, system } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Originals } from '../ports/originals.ts'
import type { Checksum, PartialFiles } from '../ports/partial-files.ts'
import type { Transact } from '../ports/transaction.ts'
import type { ReceivedFile } from './accession.ts'
import type { Accessions } from './accessions.ts'
import { shownName, shownPath } from './file-name.ts'
import type { Receive } from './receive.ts'
import { EXPIRY, MAX_OPEN, type Upload, type UploadStore } from './upload.ts'

export interface UploadView {
  upload: Upload
  /** Bytes that have arrived and are on the disk. */
  offset: number
}

export interface Uploads {
  /** The largest file, bytes. */
  most(actor: Actor): number
  /** Faults accession.not-found, accession.closed, file.too-large, file.empty, upload.too-many-open, storage.full. */
  begin(
    actor: Actor,
    input: { accessionId: string; filename: string; originalPath: string | null; length: number },
  ): Promise<UploadView>
  /**
   * Fault upload.not-found: never was, has run out, or is somebody else's. `isResuming`: who asks is about to go on, so a part that is still being
   * written is of a lost line, and is ended first: the offset stands.
   */
  get(actor: Actor, id: string, isResuming?: boolean): Promise<UploadView>
  /** The caller's own that are on their way. */
  list(
    actor: Actor,
    accessionId: string | null,
    page: { page: number; size: number },
  ): Promise<{ total: number; items: UploadView[] }>
  /**
   * Adds a part; the last one makes it a file of the accession. A second part while one is being written ends the first: its line was lost.
   * Faults upload.not-found, upload.offset, and those of PartialFiles.append. What the whole file came to is in the view.
   */
  append(
    actor: Actor,
    id: string,
    part: { offset: number; source: Readable; checksum: Checksum | null },
  ): Promise<UploadView>
  /** Gives it up. */
  abandon(actor: Actor, id: string): Promise<void>
  /** Receives what is whole and was not received: the service ended in between, or the disk was full. */
  finish(): Promise<void>
  /** Forgets what has run out. */
  expire(): Promise<void>
}

const BATCH = 200

/** What comes of a part. When its line is lost, or given up for a later one, what had come by then is still there to be written. */
function arriving(source: Readable): Readable {
  const arrived = new PassThrough()
  source.on('error', () => undefined).once('close', () => arrived.end())
  return source.pipe(arrived)
}

export function createUploads(deps: {
  uploads: UploadStore
  partialFiles: PartialFiles
  accessions: Pick<Accessions, 'get'>
  receive: Pick<Receive, 'file'>
  originals: Pick<Originals, 'free'>
  transact: Transact<{ uploads: UploadStore }>
  clock: Clock
  log: Log
  maxFileBytes: number
}): Uploads {
  const { uploads, partialFiles, clock } = deps
  /** Who writes to which upload now: one at a time. */
  const writing = new Map<string, { source: Readable; done: Promise<unknown> }>()

  async function endWriting(id: string): Promise<void> {
    for (let before = writing.get(id); before; before = writing.get(id)) {
      before.source.destroy()
      await before.done
    }
  }
  async function own(actor: Actor, id: string): Promise<Upload> {
    demand(actor, 'item.register')
    const upload = await uploads.get(id)
    if (!upload || upload.ownerId !== actor.id) throw new Fault('upload.not-found', { id })
    return upload
  }
  const viewOf = async (upload: Upload): Promise<UploadView> => ({
    upload,
    offset: upload.result ? upload.length : await partialFiles.size(upload.id),
  })

  /** The whole file becomes one of the accession. Null where the disk refuses for now: it is tried again. */
  async function receive(upload: Upload, actor: Actor): Promise<ReceivedFile | null> {
    let result: ReceivedFile
    try {
      result = await deps.receive.file(actor, upload.accessionId, {
        filenameBytes: Buffer.from(upload.filename),
        filename: upload.filename,
        ...(upload.originalPath ? { originalPath: upload.originalPath } : {}),
        arrive: () => partialFiles.arrived(upload.id),
      })
    } catch (error) {
      const problem = problemOf(error)
      if (!problem || problem.code.startsWith('storage.')) throw error
      // The accession was closed, or is gone: said once and for all.
      result = { filename: upload.filename, outcome: 'rejected', problem }
    }
    await deps.transact((tx) => tx.uploads.settle(upload.id, result))
    await partialFiles.remove(upload.id)
    return result
  }

  return {
    most(actor) {
      demand(actor, 'item.register')
      return deps.maxFileBytes
    },
    async begin(actor, { accessionId, filename, originalPath, length }) {
      demand(actor, 'item.register')
      const { closedAt, accessionNumber } = await deps.accessions.get(actor, accessionId)
      if (closedAt) throw new Fault('accession.closed', { accessionNumber })
      if (length === 0) throw new Fault('file.empty')
      if (length > deps.maxFileBytes) throw new Fault('file.too-large', { limit: deps.maxFileBytes })
      if (length > (await deps.originals.free())) throw new Fault('storage.full')
      const { total } = await uploads.open({ ownerId: actor.id, accessionId: null }, { from: 0, size: 1 })
      if (total >= MAX_OPEN) throw new Fault('upload.too-many-open', { limit: MAX_OPEN })
      const now = instant(clock)
      const upload: Upload = {
        id: randomUUID(),
        accessionId,
        ownerId: actor.id ?? '',
        ownerName: actor.username,
        filename: shownName(filename),
        originalPath: originalPath === null ? null : shownPath(originalPath),
        length,
        createdAt: now,
        touchedAt: now,
        result: null,
      }
      await deps.transact((tx) => tx.uploads.insert(upload))
      return { upload, offset: 0 }
    },
    async get(actor, id, isResuming = false) {
      await own(actor, id)
      if (isResuming) await endWriting(id)
      return viewOf(await own(actor, id))
    },
    async list(actor, accessionId, { page, size }) {
      demand(actor, 'item.register')
      const found = await uploads.open({ ownerId: actor.id, accessionId }, { from: (page - 1) * size, size })
      return { total: found.total, items: await Promise.all(found.uploads.map(viewOf)) }
    },
    async append(actor, id, { offset, source, checksum }) {
      await own(actor, id)
      await endWriting(id)
      const arrived = arriving(source)
      const write = async (): Promise<UploadView> => {
        // Looked at again: the one before may have made it whole.
        const upload = await own(actor, id)
        const { offset: present } = await viewOf(upload)
        if (offset !== present) throw new Fault('upload.offset', { offset: present })
        if (upload.result) return { upload, offset }
        const size = await partialFiles
          .append(id, { offset, length: upload.length, source: arrived, checksum })
          .finally(() => deps.transact((tx) => tx.uploads.touch(id, instant(clock))))
        if (size < upload.length) return { upload, offset: size }
        return { upload: { ...upload, result: await receive(upload, actor) }, offset: size }
      }
      const written = write()
      const mine = { source, done: written.catch(() => undefined) }
      writing.set(id, mine)
      try {
        return await written
      } finally {
        arrived.destroy()
        if (writing.get(id) === mine) writing.delete(id)
      }
    },
    async abandon(actor, id) {
      await own(actor, id)
      await endWriting(id)
      await deps.transact((tx) => tx.uploads.delete(id))
      await partialFiles.remove(id)
    },
    async finish() {
      for (let from = 0; ; from += BATCH) {
        const { uploads: found } = await uploads.open({ ownerId: null, accessionId: null }, { from, size: BATCH })
        for (const upload of found) {
          if (writing.has(upload.id) || (await partialFiles.size(upload.id)) < upload.length) continue
          // On behalf of who sent it, when they might.
          const actor: Actor = { ...system, id: upload.ownerId, username: upload.ownerName }
          await receive(upload, actor).catch((error) => {
            if (!problemOf(error)) throw error
            deps.log.error({ err: error, upload: upload.id }, 'a whole upload was not received')
          })
        }
        if (found.length < BATCH) return
      }
    },
    async expire() {
      for (;;) {
        const old = await uploads.older(new Date(clock.now() - EXPIRY).toISOString(), BATCH)
        for (const { id } of old) {
          await deps.transact((tx) => tx.uploads.delete(id))
          await partialFiles.remove(id)
        }
        if (old.length < BATCH) break
      }
      await partialFiles.sweep(clock.now() - EXPIRY, async (id) => (await uploads.get(id)) !== undefined)
    },
  }
}
