/** 审校 events of a volume in the audit's chain: each names the record as it then was, so that a changed row is told as well as a changed event. */
import type { AuditLog, LinkedRecord } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import { type Actor, demand } from '../policy.ts'
import { printedHash, printingRecord } from './printings/printing.ts'
import type { PrintingStore } from './printings/printing-store.ts'
import { proofRecord } from './proof.ts'
import type { ProofStore } from './proof-store.ts'
import { contentHash, recordOf, type SnapshotChapter, snapshotHash } from './review.ts'
import type { ReviewStore } from './review-store.ts'
import type { ChapterStore, PublicationStore } from './store.ts'

const ACTS = ['review.', 'proof.', 'printing.']

/** What an event is about, and what it was after the event. */
export interface Subject {
  kind: 'round' | 'proof' | 'printing'
  id: string
  record: string
}

/** Appends an event of a volume; in the transaction of what it tells. */
export async function tell(
  audit: AuditLog,
  actor: Actor,
  act: `${'review' | 'proof' | 'printing'}.${string}`,
  volumeId: string,
  of: Subject,
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const number = (await audit.countOf(volumeId, ACTS)) + 1
  await audit.append({ actor, act, subject: volumeId, details: { number, of, ...details } })
}

export interface LedgerEntry {
  number: number
  at: string
  byName: string
  act: string
  of: Subject
  details: Readonly<Record<string, unknown>>
  hash: string
}
/** `entry`: an event is not what was chained. `missing`: one was removed, or something was never told. `round`, `proof`, `printing`: a row is not what its last event says. `text`: a version that was read is another now. */
export interface Broken {
  what: 'entry' | 'missing' | 'round' | 'proof' | 'printing' | 'text'
  id: string
}
export interface LedgerView {
  isIntact: boolean
  broken: Broken[]
  /** Oldest first. */
  entries: LedgerEntry[]
}
export interface Ledger {
  /** Fault volume.not-found. */
  get(actor: Actor, volumeId: string): Promise<LedgerView>
}

function entryOf({ at, actorName, act, details, hash }: LinkedRecord): LedgerEntry {
  const { number, of, ...rest } = details as { number: number; of: Subject }
  return { number, at, byName: actorName, act, of, details: rest, hash }
}

export function createLedger(deps: {
  publications: Pick<PublicationStore, 'volume'>
  chapters: Pick<ChapterStore, 'version'>
  reviews: Pick<ReviewStore, 'rounds' | 'opinionsOf'>
  proofs: Pick<ProofStore, 'rounds' | 'differences'>
  printings: Pick<PrintingStore, 'ofVolume'>
  audit: Pick<AuditLog, 'linked'>
}): Ledger {
  const { reviews } = deps

  /** Rows as they are now. */
  async function rowsOf(volumeId: string): Promise<Subject[]> {
    const found: Subject[] = []
    for (const round of await reviews.rounds(volumeId))
      found.push({ kind: 'round', id: round.id, record: recordOf(round, await reviews.opinionsOf(round.id)) })
    for (const proof of await deps.proofs.rounds(volumeId))
      found.push({ kind: 'proof', id: proof.id, record: proofRecord(proof, await deps.proofs.differences(proof.id)) })
    for (const printing of await deps.printings.ofVolume(volumeId))
      found.push({ kind: 'printing', id: printing.id, record: printingRecord(printing) })
    return found
  }
  async function brokenTexts(volumeId: string): Promise<Broken[]> {
    const broken: Broken[] = []
    const checked = new Set<string>()
    const read: Pick<SnapshotChapter, 'id' | 'revision' | 'sha256'>[] = []
    for (const { id, text, hash } of await deps.printings.ofVolume(volumeId)) {
      if (printedHash(text) !== hash) broken.push({ what: 'printing', id })
      read.push(...text.chapters)
    }
    for (const { id, snapshot, hash } of await reviews.rounds(volumeId)) {
      if (snapshotHash(snapshot) !== hash) broken.push({ what: 'round', id })
      read.push(...snapshot.chapters)
    }
    for (const { id: chapterId, revision, sha256 } of read) {
      const key = `${chapterId} ${revision} ${sha256}`
      if (checked.has(key)) continue
      checked.add(key)
      const version = await deps.chapters.version(chapterId, revision)
      if (!version || contentHash(version.content) !== sha256) broken.push({ what: 'text', id: chapterId })
    }
    return broken
  }

  return {
    async get(actor, volumeId) {
      demand(actor, 'volume.compile')
      if (!(await deps.publications.volume(volumeId))) throw new Fault('volume.not-found', { id: volumeId })
      const records = await deps.audit.linked(volumeId, ACTS)
      const entries = records.map(entryOf)
      const broken: Broken[] = records.flatMap((record) =>
        record.isChained ? [] : [{ what: 'entry' as const, id: String(record.seq) }],
      )
      entries.forEach(({ number }, i) => {
        if (number !== (entries[i - 1]?.number ?? 0) + 1) broken.push({ what: 'missing', id: String(number) })
      })
      const last = new Map(entries.map(({ of }) => [`${of.kind} ${of.id}`, of.record]))
      const rows = await rowsOf(volumeId)
      for (const { kind, id, record } of rows) if (last.get(`${kind} ${id}`) !== record) broken.push({ what: kind, id })
      const present = new Set(rows.map(({ kind, id }) => `${kind} ${id}`))
      for (const key of last.keys()) if (!present.has(key)) broken.push({ what: 'missing', id: key.split(' ')[1]! })
      broken.push(...(await brokenTexts(volumeId)))
      return { isIntact: broken.length === 0, broken, entries }
    },
  }
}
