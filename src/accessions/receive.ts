/** 收件: one file, from the wire to acknowledged. Bytes first, row second (architecture.md). */
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { AuditStore } from '../audit/store.ts'
import { Fault, problemOf } from '../faults.ts'
import { accessOf, type DigitalObject, type Item, type ItemKind, provisionalTitle, stagesFor } from '../items/item.ts'
import type { ItemStore, ObjectStore } from '../items/store.ts'
import type { JobQueue } from '../jobs/store.ts'
import { type Actor, demand, mayRead } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Incoming, Originals } from '../ports/originals.ts'
import type { Transact } from '../ports/transaction.ts'
import type { Accession, ReceivedFile } from './accession.ts'
import { decodedName, shownName, shownPath } from './file-name.ts'
import { sniffHead } from './media-type.ts'
import type { AccessionStore, Membership } from './store.ts'

export interface ArrivingFile {
  /** The donor's bytes. */
  filenameBytes: Buffer
  /** How to read them, where somebody knows (a ZIP's names are judged together); else they are decoded here. */
  filename?: string
  originalPath?: string
  /** Its bytes as they come, or a way to have them at once where they have come already. The latter is asked for again when the disk refuses. */
  stream?: Readable
  arrive?: () => Promise<Incoming>
  /** Committed only after this: of equal files sent together the first is kept. Bytes may arrive earlier. */
  before?: Promise<unknown>
  /** The archive file this one came out of. */
  container?: Membership
}

export interface Receive {
  /**
   * Takes in one file of an open accession. Durable when it returns. What is wrong with the file itself becomes a `rejected` line;
   * faults that are thrown (after the stream is drained): act.forbidden, accession.not-found, accession.closed.
   */
  file(actor: Actor, accessionId: string, file: ArrivingFile): Promise<ReceivedFile>
  /** Where a file lay, told after the file itself. */
  path(actor: Actor, objectId: string, originalPath: string): Promise<void>
}

type Stores = { accessions: AccessionStore; items: ItemStore; objects: ObjectStore; audit: AuditStore; jobs: JobQueue }

/** Before anybody looked: TIFF is what scanners write. */
function kindOf(sniffed: { kind: string; mediaType: string }): ItemKind {
  if (sniffed.kind === 'image') return sniffed.mediaType === 'image/tiff' ? 'scan' : 'photograph'
  if (sniffed.kind === 'document') return 'text'
  if (sniffed.kind === 'archive') return 'object'
  return sniffed.kind as ItemKind
}

export function createReceive(deps: {
  accessions: AccessionStore
  objects: ObjectStore
  items: ItemStore
  originals: Originals
  transact: Transact<Stores>
  clock: Clock
  maxFileBytes: number
  epoch: number
  /** Something waits to be worked on. */
  wake: () => void
}): Receive {
  const { accessions, objects, items, originals, transact, clock } = deps

  /** Same bytes of one accession one after the other, so that the second finds the first. */
  const turns = new Map<string, Promise<unknown>>()
  async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = turns.get(key) ?? Promise.resolve()
    const mine = before.then(work, work)
    turns.set(key, mine)
    try {
      return await mine
    } finally {
      if (turns.get(key) === mine) turns.delete(key)
    }
  }

  /** The objects with these bytes whose items are not in the recycle bin. */
  async function holders(sha256: string): Promise<{ object: DigitalObject; item: Item }[]> {
    const found = await objects.ofBlob(sha256)
    const owners = new Map((await items.getMany(found.map((object) => object.itemId))).map((item) => [item.id, item]))
    return found.flatMap((object) => {
      const item = owners.get(object.itemId)
      return item && !item.deleted ? [{ object, item }] : []
    })
  }

  async function settle(
    actor: Actor,
    accession: Accession,
    file: ArrivingFile,
    incoming: Incoming,
  ): Promise<ReceivedFile> {
    const decoded = file.filename ?? decodedName(file.filenameBytes)
    const filename = shownName(decoded)
    const originalPath = shownPath(file.originalPath ?? (/[/\\]/.test(decoded) ? decoded : ''))
    const { sha256, size } = incoming
    const receivedAt = instant(clock)
    const line = {
      accessionId: accession.id,
      filename,
      originalPath,
      sha256,
      size,
      receivedBy: actor.id ?? '',
      receivedAt,
      problem: null,
    }

    if (size === 0) throw new Fault('file.empty')
    const sniffed = sniffHead(incoming.head, decoded)
    if (sniffed.mediaType === 'image/svg+xml') throw new Fault('file.svg')

    const held = await holders(sha256)
    const same = held.find(({ object }) => object.accessionId === accession.id)
    if (same) {
      await originals.keep(incoming, null)
      const { object, item } = same
      await transact(async (tx) => {
        const held = { objectId: object.id, itemId: item.id, duplicateOf: item.id }
        if (!(await tx.accessions.addFile({ ...line, ...held, outcome: 'duplicate' }, file.container))) return
        await tx.audit.append({
          actor,
          act: 'file.duplicate',
          subject: object.id,
          details: { accession: accession.id, sha256 },
        })
      })
      return {
        filename,
        outcome: 'duplicate',
        objectId: object.id,
        itemIds: [item.id],
        sha256,
        size,
        duplicateOf: item.id,
      }
    }

    const kind = kindOf(sniffed)
    const stages = stagesFor(kind, sniffed.mediaType)
    const [itemId, objectId] = [randomUUID(), randomUUID()]
    await originals.keep(incoming, {
      objectId,
      itemId,
      accessionId: accession.id,
      accessionNumber: accession.accessionNumber,
      sha256,
      size,
      filename,
      filenameBytes: file.filenameBytes.toString('base64'),
      originalPath,
      receivedBy: actor.username,
      receivedAt,
      epoch: deps.epoch,
    })
    const earlier = held.find(({ item }) => mayRead(actor, { id: item.id, access: accessOf(item) }))?.item.id
    await transact(async (tx) => {
      await tx.objects.addBlob({ sha256, size, receivedAt })
      await tx.items.insert({
        id: itemId,
        accessionId: accession.id,
        containerId: file.container?.itemId ?? null,
        kind,
        title: provisionalTitle(filename),
        ...stages,
        createdBy: actor.id ?? '',
        createdAt: receivedAt,
      })
      await tx.objects.insert({
        id: objectId,
        itemId,
        accessionId: accession.id,
        sha256,
        size,
        role: 'original',
        order: 0,
        filename,
        filenameBytes: file.filenameBytes,
        originalPath,
        mediaType: sniffed.mediaType,
        encoding: null,
        width: null,
        height: null,
        pages: null,
        derivedFrom: file.container?.objectId ?? null,
        part: null,
        receivedBy: actor.id ?? '',
        receivedAt,
      })
      const taken = { objectId, itemId, duplicateOf: earlier ?? null }
      await tx.accessions.addFile({ ...line, ...taken, outcome: 'accepted' }, file.container)
      await tx.audit.append({
        actor,
        act: 'file.receive',
        subject: objectId,
        details: { accession: accession.id, item: itemId, sha256, size },
      })
      const requestedBy = actor.id ?? ''
      if (stages.read === 'waiting') await tx.jobs.add({ kind: 'read', subject: itemId, requestedBy })
      if (stages.render === 'waiting') await tx.jobs.add({ kind: 'render', subject: itemId, requestedBy })
      if (stages.read === 'none') await tx.jobs.add({ kind: 'index', subject: itemId, requestedBy })
    })
    deps.wake()
    return {
      filename,
      outcome: 'accepted',
      objectId,
      itemIds: [itemId],
      sha256,
      size,
      ...(earlier ? { duplicateOf: earlier } : {}),
    }
  }

  async function reject(
    actor: Actor,
    accession: Accession,
    file: ArrivingFile,
    incoming: Incoming | undefined,
    error: unknown,
  ): Promise<ReceivedFile> {
    const problem = problemOf(error)
    // What is taken in again later is not refused for a full disk: a member of an archive, an upload that is whole.
    if (!problem || ((file.container || file.arrive) && problem.code.startsWith('storage.'))) throw error
    const filename = shownName(file.filename ?? decodedName(file.filenameBytes))
    const { sha256 = null, size = null } = incoming ?? {}
    const receivedBy = actor.id ?? ''
    // A full disk may refuse this line as well; the caller is told either way.
    await transact(async (tx) => {
      const line = {
        accessionId: accession.id,
        filename,
        originalPath: shownPath(file.originalPath ?? ''),
        outcome: 'rejected' as const,
        objectId: null,
        itemId: null,
        sha256,
        size,
        duplicateOf: null,
        problem,
        receivedBy,
        receivedAt: instant(clock),
      }
      if (!(await tx.accessions.addFile(line, file.container))) return
      await tx.audit.append({ actor, act: 'file.reject', subject: accession.id, details: { code: problem.code } })
    }).catch((refusal) => {
      if (!problemOf(refusal)) throw refusal
    })
    return { filename, outcome: 'rejected', problem, ...(sha256 ? { sha256 } : {}), ...(size === null ? {} : { size }) }
  }

  return {
    async file(actor, accessionId, file) {
      let incoming: Incoming | undefined
      let accession: Accession | undefined
      try {
        demand(actor, 'item.register')
        accession = await accessions.get(accessionId)
        if (!accession) throw new Fault('accession.not-found', { id: accessionId })
        if (accession.closedAt && !file.container)
          throw new Fault('accession.closed', { accessionNumber: accession.accessionNumber })
      } catch (error) {
        file.stream?.resume()
        throw error
      }
      const open = accession
      try {
        const arrived = file.arrive
          ? await file.arrive()
          : await originals.receive(file.stream ?? Readable.from([]), deps.maxFileBytes)
        incoming = arrived
        await file.before
        return await inTurn(`${accessionId}/${arrived.sha256}`, () => settle(actor, open, file, arrived))
      } catch (error) {
        if (incoming) await originals.discard(incoming)
        return reject(actor, open, file, incoming, error)
      }
    },
    async path(actor, objectId, originalPath) {
      demand(actor, 'item.register')
      const shown = shownPath(originalPath)
      if (shown) await transact((tx) => tx.objects.setPath(objectId, shown))
    },
  }
}
