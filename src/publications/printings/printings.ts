/** 出版 use-cases: what was signed for print becomes a printing, with its date, 印数 and the file that was printed. */
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { AuditLog } from '../../audit/store.ts'
import { Fault } from '../../faults.ts'
import type { ObjectStore } from '../../items/store.ts'
import type { JobStore } from '../../jobs/store.ts'
import { type Actor, demand, system } from '../../policy.ts'
import { type Clock, instant } from '../../ports/clock.ts'
import type { Originals } from '../../ports/originals.ts'
import type { Transact } from '../../ports/transaction.ts'
import type { UserStore } from '../../users/store.ts'
import { textOf } from '../content.ts'
import type { Exports } from '../exports.ts'
import { tell } from '../ledger.ts'
import { type Plates, printedWords } from '../plates.ts'
import type { ProofRound } from '../proof.ts'
import type { ProofStore } from '../proof-store.ts'
import { contentHash, snapshotVolume } from '../review.ts'
import type { ReviewFile, ReviewStore } from '../review-store.ts'
import { nameOf } from '../reviews.ts'
import type { ChapterStore, PublicationStore } from '../store.ts'
import type { BookPages } from '../type-area.ts'
import {
  type PageStart,
  type PrintedText,
  type Printing,
  printedHash,
  printingRecord,
  registeredAs,
} from './printing.ts'
import type { NewPrinting } from './printing-input.ts'
import type { PrintingStore } from './printing-store.ts'

export interface PrintingsView {
  /** Oldest first. */
  printings: Printing[]
  /** 付印签字 that a new printing would be of; null: not signed. `isPrinted`: it was printed already, what follows is a 加印 of the same text. */
  signed: { proofId: string; byName: string; at: string; isPrinted: boolean } | null
  /** Chapters that were changed since, or are new: they go into the next printing. */
  changed: { id: string; title: string }[]
}

/** Faults of every one: volume.not-found, printing.not-found. */
export interface Printings {
  list(actor: Actor, volumeId: string): Promise<PrintingsView>
  /** The last one where none is named. */
  get(actor: Actor, volumeId: string, printingId?: string): Promise<Printing>
  /** Faults printing.not-signed, printing.registered (that one is registered already), export.not-found, review.file. */
  publish(actor: Actor, volumeId: string, input: NewPrinting): Promise<Printing>
  /** A chapter as it was printed, with the pages it stands on as far as they are known. Fault chapter.not-found. */
  chapter(
    actor: Actor,
    volumeId: string,
    printingId: string,
    chapterId: string,
  ): Promise<{ title: string; byline: string; revision: number; text: string; starts: PageStart[] }>
}

const MOST_BYTES = 1 << 30
/** What a job of exports.ts tells of its file. */
interface ExportResult {
  pages?: BookPages
  revisions?: Record<string, number>
}

export function createPrintings(deps: {
  publications: PublicationStore
  chapters: ChapterStore
  reviews: ReviewStore
  proofs: ProofStore
  printings: PrintingStore
  users: Pick<UserStore, 'get'>
  pictured: Pick<Plates, 'inBook'>
  exports: Pick<Exports, 'file'>
  jobs: Pick<JobStore, 'get'>
  originals: Originals
  transact: Transact<{
    printings: PrintingStore
    reviews: ReviewStore
    objects: Pick<ObjectStore, 'addBlob'>
    audit: AuditLog
    jobs: Pick<JobStore, 'add'>
  }>
  clock: Clock
  wake: () => void
}): Printings {
  const { publications, chapters, reviews, printings, originals, transact, clock } = deps

  async function volumeOf(actor: Actor, id: string) {
    demand(actor, 'volume.compile')
    const volume = await publications.volume(id)
    if (!volume) throw new Fault('volume.not-found', { id })
    return volume
  }
  async function get(actor: Actor, volumeId: string, printingId?: string): Promise<Printing> {
    await volumeOf(actor, volumeId)
    const all = await printings.ofVolume(volumeId)
    const found = printingId === undefined ? all.at(-1) : all.find(({ id }) => id === printingId)
    if (!found) throw new Fault('printing.not-found', { id: printingId ?? '' })
    return found
  }
  const signedRound = async (volumeId: string) =>
    (await deps.proofs.rounds(volumeId)).findLast(
      ({ stage, closing }) => stage === 'print' && closing?.how === 'signed',
    )
  async function changedSince(volumeId: string, { basis }: Pick<ProofRound, 'basis'>) {
    const known = new Map(basis.map((one) => [one.id, one]))
    return (await chapters.ofVolume(volumeId)).flatMap(({ id, title, byline, editorNote, revision }) => {
      const was = known.get(id)
      const isSame = was?.revision === revision && was.title === title
      return isSame && was.byline === byline && was.editorNote === editorNote ? [] : [{ id, title }]
    })
  }
  async function textSigned(volumeId: string, { basis }: ProofRound): Promise<{ text: PrintedText; items: string[] }> {
    const volume = (await publications.volume(volumeId))!
    const read: PrintedText['chapters'] = []
    const items = new Set<string>()
    for (const one of basis) {
      const version = (await chapters.version(one.id, one.revision))!
      for (const { itemId } of version.basedOn) items.add(itemId)
      read.push({ ...one, chars: version.chars, sha256: contentHash(version.content) })
    }
    const plates = (await deps.pictured.inBook(system, volumeId)).map(({ plate }) => {
      const { id, number, kind, itemId, chapterId } = plate
      items.add(itemId)
      return { id, number, kind, itemId, chapterId, ...printedWords(plate) }
    })
    const outline = await publications.outline(volumeId)
    return { text: { volume: snapshotVolume(volume), outline, chapters: read, plates }, items: [...items] }
  }
  /** The bytes that went to the printer, kept for good. */
  async function keptFile(
    actor: Actor,
    volumeId: string,
    { exportId, fileId, sheetsBefore }: NewPrinting,
    { chapters: printed }: PrintedText,
  ) {
    if (fileId !== undefined) {
      const file = await reviews.file(fileId)
      if (file?.volumeId !== volumeId) throw new Fault('review.file', { id: fileId })
      return { file, isNew: false, sheetsBefore, layoutChars: [] }
    }
    if (exportId === undefined) return null
    const { name, mediaType, data } = await deps.exports.file(actor, volumeId, exportId)
    const { pages, revisions } = ((await deps.jobs.get(exportId))?.result ?? {}) as ExportResult
    const parts = pages?.parts ?? []
    // Of a chapter that the file has in another version nobody knows how large it was printed.
    const isPrinted = (id: string) => printed.some((one) => one.id === id && one.revision === revisions?.[id])
    const layoutChars = parts.flatMap((part) =>
      part.kind === 'chapter' && part.id && isPrinted(part.id) ? [{ chapterId: part.id, chars: part.layoutChars }] : [],
    )
    const incoming = await originals.receive(Readable.from([data]), MOST_BYTES)
    const { sha256, size } = incoming
    await originals.keep(incoming, null)
    const own = { id: randomUUID(), volumeId, name, mediaType, sha256, size }
    const file: ReviewFile = { ...own, byName: await nameOf(deps.users, actor), at: instant(clock) }
    const first = parts.find(({ kind }) => kind === 'chapter' || kind === 'section')
    return { file, isNew: true, sheetsBefore: first ? first.sheet - first.page : 0, layoutChars }
  }

  return {
    async list(actor, volumeId) {
      await volumeOf(actor, volumeId)
      const all = await printings.ofVolume(volumeId)
      const round = await signedRound(volumeId)
      const signed = round?.closing && {
        proofId: round.id,
        byName: round.closing.byName,
        at: round.closing.at,
        isPrinted: all.some(({ proofId }) => proofId === round.id),
      }
      const last = all.at(-1)
      const basis = last ? last.text.chapters : (round?.basis ?? [])
      return { printings: all, signed: signed ?? null, changed: await changedSince(volumeId, { basis }) }
    },
    get,
    async publish(actor, volumeId, input) {
      await volumeOf(actor, volumeId)
      const round = await signedRound(volumeId)
      if (!round) throw new Fault('printing.not-signed')
      const { text, items } = await textSigned(volumeId, round)
      const kept = await keptFile(actor, volumeId, input, text)
      const name = await nameOf(deps.users, actor)
      const printing = await transact(async (tx) => {
        const all = await tx.printings.ofVolume(volumeId)
        const twice = registeredAs(all, input, round.id)
        if (twice) {
          const { number, publishedOn, printRun } = twice
          throw new Fault('printing.registered', { number, publishedOn, printRun })
        }
        const number = all.length + 1
        const made: Printing = {
          ...{ id: randomUUID(), volumeId, number, proofId: round.id },
          publishedOn: input.publishedOn,
          printRun: input.printRun,
          note: input.note,
          text,
          hash: printedHash(text),
          file: kept && { id: kept.file.id, name: kept.file.name, sha256: kept.file.sha256 },
          sheetsBefore: kept?.sheetsBefore ?? 0,
          layoutChars: kept?.layoutChars ?? [],
          publishedById: actor.id ?? '',
          publishedByName: name,
          publishedAt: instant(clock),
        }
        if (kept?.isNew) {
          await tx.objects.addBlob({ sha256: kept.file.sha256, size: kept.file.size, receivedAt: kept.file.at })
          await tx.reviews.addFile(kept.file)
        }
        await tx.printings.insert(made, items)
        const of = { kind: 'printing' as const, id: made.id, record: printingRecord(made) }
        const details = { printing: number, text: made.hash, file: made.file?.sha256 ?? null, printRun: made.printRun }
        await tell(tx.audit, actor, 'printing.publish', volumeId, of, details)
        await tx.jobs.add({
          ...{ kind: 'printing', subject: made.id, requestedBy: actor.id ?? '' },
          input: { id: made.id, actorName: actor.username },
        })
        return made
      })
      deps.wake()
      return printing
    },
    async chapter(actor, volumeId, printingId, chapterId) {
      const printing = await get(actor, volumeId, printingId)
      const printed = printing.text.chapters.find(({ id }) => id === chapterId)
      const version = printed && (await chapters.version(chapterId, printed.revision))
      if (!printed || !version) throw new Fault('chapter.not-found', { id: chapterId })
      const starts = (await printings.pages(printingId)) ?? []
      return {
        title: printed.title,
        byline: printed.byline,
        revision: printed.revision,
        text: textOf(version.content),
        starts: starts.filter((one) => one.chapterId === chapterId),
      }
    },
  }
}
