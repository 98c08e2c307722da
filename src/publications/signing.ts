/** 签字 use-cases: a stage is closed by its reader, or by a sheet signed on paper; nobody signs their own work, nobody two stages. */
import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { AuditLog } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import type { ObjectStore } from '../items/store.ts'
import { type Actor, demand } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Originals } from '../ports/originals.ts'
import type { Transact } from '../ports/transaction.ts'
import type { UserStore } from '../users/store.ts'
import type { Users } from '../users/users.ts'
import { tell } from './ledger.ts'
import { type Closing, isOpen, type Round, type SnapshotChapter } from './review.ts'
import type { PaperInput, SignatureInput } from './review-input.ts'
import type { ReviewFile } from './review-store.ts'
import { barOf, lookAt, nameOf, type ReviewStores, subjectOf } from './reviews.ts'

/** Faults of every one: volume.not-found, review.not-found, review.closed. */
export interface Signing {
  /** By the reader alone. Faults password.wrong, login.slow-down, review.hash, review.own-work, review.not-present, chapter.not-found, act.forbidden. */
  sign(actor: Actor, volumeId: string, roundId: string, input: SignatureInput): Promise<Round>
  /** 纸面签批. Faults as `sign` of the name on the sheet; review.file. */
  paper(actor: Actor, volumeId: string, roundId: string, input: PaperInput): Promise<Round>
  /** Taken back before it is signed. */
  recall(actor: Actor, volumeId: string, roundId: string): Promise<Round>
  /** Before any byte is read where nothing could be taken. */
  admit(actor: Actor, volumeId: string): Promise<void>
  /** Takes in a scan or a proof. Faults review.file-kind, file.too-large, file.empty, storage.*. */
  receive(actor: Actor, volumeId: string, name: string, stream: Readable): Promise<ReviewFile>
  /** Fault review.file. */
  file(actor: Actor, volumeId: string, fileId: string): Promise<{ file: ReviewFile; open: () => Promise<Readable> }>
}

const MOST_BYTES = 500 << 20
const kinds: [mediaType: string, begins: (head: Buffer) => boolean][] = [
  ['application/pdf', (head) => head.includes('%PDF-')],
  ['image/jpeg', (head) => head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))],
  ['image/png', (head) => head.subarray(1, 4).toString('latin1') === 'PNG'],
  [
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    (head) => head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1')),
  ],
]

export function createSigning(
  deps: ReviewStores & {
    users: Pick<UserStore, 'get'>
    confirm: Users['confirm']
    originals: Originals
    transact: Transact<ReviewStores & { audit: AuditLog; objects: Pick<ObjectStore, 'addBlob'> }>
    clock: Clock
  },
): Signing {
  const { reviews, chapters, users, originals, transact, clock } = deps

  /** What stands in the chapters now is what was read. */
  async function isPresent({ snapshot }: Round): Promise<boolean> {
    const same = (read: SnapshotChapter, now: Omit<SnapshotChapter, 'sha256'>) =>
      (['revision', 'title', 'byline', 'editorNote'] as const).every((field) => read[field] === now[field])
    for (const read of snapshot.chapters) {
      const now = await chapters.get(read.id)
      if (!now || !same(read, now)) return false
    }
    return true
  }
  /** What any signature has to keep to, whichever way it is given. */
  async function demandFit(
    round: Round,
    { hash, verdict, returned }: Pick<SignatureInput, 'hash' | 'verdict' | 'returned'>,
    signer: { id: string | null; name: string },
  ): Promise<string[]> {
    if (!isOpen(round)) throw new Fault('review.closed')
    if (hash !== round.hash) throw new Fault('review.hash')
    const bar = await barOf(deps, round, signer)
    if (bar) throw new Fault('review.own-work', { name: signer.name, why: bar })
    const ids = round.snapshot.chapters.map(({ id }) => id)
    const strange = returned.find((id) => !ids.includes(id))
    if (strange !== undefined) throw new Fault('chapter.not-found', { id: strange })
    if (verdict === 'returned') return returned.length ? returned : ids
    if (round.stage === 'final' && !(await isPresent(round))) throw new Fault('review.not-present')
    return []
  }
  async function close(actor: Actor, round: Round, act: `review.${string}`, closing: Closing): Promise<Round> {
    await transact(async (tx) => {
      if (!isOpen((await tx.reviews.round(round.id))!)) throw new Fault('review.closed')
      await tx.reviews.close(round.id, closing)
      const { how, verdict, byName, day, fileId } = closing
      const details = {
        stage: round.stage,
        snapshot: round.hash,
        how,
        verdict,
        signer: byName,
        ...(day ? { day, fileId } : {}),
      }
      await tell(tx.audit, actor, act, round.volumeId, await subjectOf(tx.reviews, round.id), details)
    })
    return { ...round, closing }
  }

  async function admit(actor: Actor, volumeId: string): Promise<void> {
    demand(actor, 'volume.compile')
    if (!(await deps.publications.volume(volumeId))) throw new Fault('volume.not-found', { id: volumeId })
  }

  return {
    async sign(actor, volumeId, roundId, { password, hash, verdict, returned, opinion }) {
      const round = await lookAt(reviews, actor, volumeId, roundId)
      if (round.assigneeId !== actor.id) throw new Fault('act.forbidden', { act: 'volume.review' })
      await deps.confirm(actor, password)
      const name = await nameOf(users, actor)
      return close(actor, round, 'review.sign', {
        how: 'signed',
        verdict,
        returned: await demandFit(round, { hash, verdict, returned }, { id: actor.id, name }),
        opinion,
        byId: actor.id,
        byName: name,
        day: null,
        fileId: null,
        enteredById: actor.id,
        enteredByName: name,
        at: instant(clock),
      })
    },
    async paper(actor, volumeId, roundId, { name, day, fileId, hash, verdict, returned, opinion }) {
      demand(actor, 'volume.compile')
      const round = await lookAt(reviews, actor, volumeId, roundId)
      if ((await reviews.file(fileId))?.volumeId !== volumeId) throw new Fault('review.file', { id: fileId })
      return close(actor, round, 'review.paper', {
        how: 'paper',
        verdict,
        returned: await demandFit(round, { hash, verdict, returned }, { id: null, name }),
        opinion,
        byId: null,
        byName: name,
        day,
        fileId,
        enteredById: actor.id ?? '',
        enteredByName: await nameOf(users, actor),
        at: instant(clock),
      })
    },
    async recall(actor, volumeId, roundId) {
      demand(actor, 'volume.compile')
      const round = await lookAt(reviews, actor, volumeId, roundId)
      const name = await nameOf(users, actor)
      return close(actor, round, 'review.recall', {
        how: 'recalled',
        verdict: null,
        returned: [],
        opinion: '',
        byId: actor.id,
        byName: name,
        day: null,
        fileId: null,
        enteredById: actor.id ?? '',
        enteredByName: name,
        at: instant(clock),
      })
    },
    admit,
    async receive(actor, volumeId, name, stream) {
      await admit(actor, volumeId)
      const incoming = await originals.receive(stream, MOST_BYTES)
      const mediaType = kinds.find(([, begins]) => begins(incoming.head))?.[0]
      if (incoming.size === 0 || !mediaType) {
        await originals.discard(incoming)
        throw new Fault(incoming.size === 0 ? 'file.empty' : 'review.file-kind')
      }
      const { sha256, size } = incoming
      await originals.keep(incoming, null)
      const at = instant(clock)
      const file = { id: randomUUID(), volumeId, name, mediaType, sha256, size, byName: await nameOf(users, actor), at }
      await transact(async (tx) => {
        await tx.objects.addBlob({ sha256, size, receivedAt: at })
        await tx.reviews.addFile(file)
        await tx.audit.append({
          actor,
          act: 'review-file.receive',
          subject: volumeId,
          details: { file: file.id, sha256, size },
        })
      })
      return file
    },
    async file(actor, volumeId, fileId) {
      demand(actor, 'volume.compile')
      const file = await reviews.file(fileId)
      if (file?.volumeId !== volumeId) throw new Fault('review.file', { id: fileId })
      return { file, open: () => originals.open(file.sha256, { size: file.size, start: 0, end: file.size - 1 }) }
    },
  }
}
