/** 三审 use-cases: an editor sends, the reader who was given the stage reads the snapshot. */
import { randomUUID } from 'node:crypto'
import type { AuditLog } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import { type Actor, acts, demand, may, type Role } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Transact } from '../ports/transaction.ts'
import type { UserStore } from '../users/store.ts'
import type { ChapterVersion } from './chapter.ts'
import { differences, type Part } from './comparison.ts'
import { textOf } from './content.ts'
import { tell } from './ledger.ts'
import { chaptersInOrder } from './outline.ts'
import { remembering } from './remembered.ts'
import {
  type ChapterStanding,
  compiledBy,
  contentHash,
  hasPassed,
  isOpen,
  lastRound,
  type Opinion,
  type PublisherReview,
  type Round,
  recordOf,
  reviewStages,
  type Snapshot,
  type SnapshotChapter,
  snapshotHash,
  snapshotVolume,
  standingOf,
  stepsOf,
} from './review.ts'
import type { NewReview, PublisherReviewInput } from './review-input.ts'
import type { ReviewStore } from './review-store.ts'
import type { ChapterStore, PublicationStore } from './store.ts'
import { demandUnprinted } from './volume.ts'

/** Pairs of versions of which the places that differ are remembered. */
const MOST_COUNTED = 5000

export type ReviewStores = { publications: PublicationStore; chapters: ChapterStore; reviews: ReviewStore }
export type ReviewTx = Transact<ReviewStores & { audit: AuditLog }>

/** Why somebody may not sign: they wrote in it, are named as its editor, or signed another stage of it. */
export type Bar = 'wrote' | 'compiled' | 'signed'
export interface Reader {
  id: string
  name: string
  roles: Role[]
  bar: Bar | null
}
export type ChapterReview = ChapterStanding & {
  id: string
  title: string
  /** Opinions that wait for an answer. */
  unanswered: number
  /** Places that were changed since the last snapshot of it; 0 where it is as it was read. */
  changes: number
}
export interface ReviewsView {
  steps: ReturnType<typeof stepsOf>
  /** In the order of the book. */
  chapters: ChapterReview[]
  /** Oldest first; to a reader, those given to them. */
  rounds: Round[]
  publisher: PublisherReview[]
}

/** Faults of every one: volume.not-found, review.not-found. */
export interface Reviews {
  get(actor: Actor, volumeId: string): Promise<ReviewsView>
  /** Who could be given a stage of the volume as it is now. */
  readers(actor: Actor, volumeId: string): Promise<Reader[]>
  /** Faults review.empty, review.open, review.order, review.assignee, review.own-work, chapter.not-found, chapter.stale. */
  send(actor: Actor, volumeId: string, input: NewReview): Promise<Round>
  round(actor: Actor, volumeId: string, roundId: string): Promise<{ round: Round; opinions: Opinion[] }>
  /** As it was sent; beside it what was changed since. Fault chapter.not-found. */
  chapter(
    actor: Actor,
    volumeId: string,
    roundId: string,
    chapterId: string,
  ): Promise<{
    chapter: SnapshotChapter
    version: ChapterVersion
    since: { revision: number; before: Part[]; after: Part[] } | null
  }>
  /** Rounds that wait for the caller. */
  waiting(actor: Actor): Promise<Round[]>
  recordPublisher(actor: Actor, volumeId: string, input: PublisherReviewInput): Promise<PublisherReview>
}

/** The round as its reader, or an editor, may see it; to anybody else there is none. */
export async function lookAt(reviews: ReviewStore, actor: Actor, volumeId: string, roundId: string): Promise<Round> {
  demand(actor, 'volume.review')
  const round = await reviews.round(roundId)
  const isTheirs = may(actor, 'volume.compile') || round?.assigneeId === actor.id
  if (round?.volumeId !== volumeId || !isTheirs) throw new Fault('review.not-found', { id: roundId })
  return round
}
export const subjectOf = async (reviews: ReviewStore, roundId: string) => {
  const round = (await reviews.round(roundId))!
  return { kind: 'round', id: roundId, record: recordOf(round, await reviews.opinionsOf(roundId)) } as const
}
export const nameOf = async (users: Pick<UserStore, 'get'>, actor: Actor): Promise<string> =>
  (await users.get(actor.id ?? ''))?.displayName || actor.username

type Person = { id: string | null; name: string }
const isSame = (person: Person, id: string | null, name: string) =>
  (id !== null && id === person.id) || name === person.name

/** Whose work a snapshot is: they wrote in it, or are named as having compiled it. */
async function workOf(
  { reviews, users }: { reviews: ReviewStore; users: Pick<UserStore, 'get'> },
  { volume, chapters }: Snapshot,
): Promise<(person: Person) => Bar | null> {
  const writers: Person[] = []
  for (const id of await reviews.writersOf(chapters)) {
    const user = await users.get(id)
    if (user) writers.push({ id, name: user.displayName || user.username })
  }
  return (person) => {
    if (writers.some(({ id, name }) => isSame(person, id, name))) return 'wrote'
    return compiledBy(volume.editors, person.name) ? 'compiled' : null
  }
}

/** Why this person may not sign this stage of this snapshot. `id` null: of a name on paper nothing else is known. */
export async function barOf(
  deps: { reviews: ReviewStore; users: Pick<UserStore, 'get'> },
  { stage, snapshot, volumeId }: Pick<Round, 'stage' | 'snapshot' | 'volumeId'>,
  person: Person,
): Promise<Bar | null> {
  const bar = (await workOf(deps, snapshot))(person)
  if (bar) return bar
  const rounds = await deps.reviews.rounds(volumeId)
  for (const other of reviewStages)
    for (const { id } of other === stage ? [] : snapshot.chapters) {
      const round = lastRound(rounds, id, other)
      if (round?.closing && hasPassed(round, id) && isSame(person, round.closing.byId, round.closing.byName))
        return 'signed'
    }
  return null
}

export async function snapshotOf(
  { publications, chapters }: Omit<ReviewStores, 'reviews'>,
  volumeId: string,
  wanted: readonly string[] | undefined,
): Promise<{ snapshot: Snapshot; outlineRevision: number }> {
  const volume = await publications.volume(volumeId)
  if (!volume) throw new Fault('volume.not-found', { id: volumeId })
  demandUnprinted(volume)
  const outline = await publications.outline(volumeId)
  const lines = await chapters.ofVolume(volumeId)
  const strange = wanted?.find((id) => !lines.some((line) => line.id === id))
  if (strange !== undefined) throw new Fault('chapter.not-found', { id: strange })
  const read: SnapshotChapter[] = []
  for (const { id, title, byline, editorNote, revision, chars } of chaptersInOrder(outline, lines)) {
    if (wanted && !wanted.includes(id)) continue
    const sha256 = contentHash((await chapters.version(id, revision))!.content)
    read.push({ id, title, byline, editorNote, revision, chars, sha256 })
  }
  const snapshot = { isWhole: wanted === undefined, volume: snapshotVolume(volume), outline, chapters: read }
  return { snapshot, outlineRevision: volume.outlineRevision }
}

export function createReviews(
  deps: ReviewStores & {
    users: Pick<UserStore, 'get' | 'list'>
    transact: ReviewTx
    clock: Clock
    proofsOf: (volumeId: string) => Promise<{ isProofread: boolean; isPrinted: boolean }>
  },
): Reviews {
  const { publications, chapters, reviews, users, transact, clock } = deps

  /** Between two versions, which never change. */
  const placesBetween = remembering<number>(MOST_COUNTED)
  async function changesSince(read: SnapshotChapter, now: SnapshotChapter): Promise<number> {
    const heads = (['title', 'byline', 'editorNote'] as const).filter((field) => read[field] !== now[field]).length
    if (read.revision === now.revision) return heads
    const key = `${read.id} ${read.revision} ${now.revision}`
    const places = await placesBetween(key, async () => {
      const [before, after] = [
        await chapters.version(read.id, read.revision),
        await chapters.version(read.id, now.revision),
      ]
      const found = placesIn(differences(textOf(before!.content), textOf(after!.content), null))
      // Marks or notes only.
      return found === 0 && contentHash(before!.content) !== contentHash(after!.content) ? 1 : found
    })
    return places + heads
  }

  return {
    async get(actor, volumeId) {
      demand(actor, 'volume.review')
      const isEditor = may(actor, 'volume.compile')
      if (!(await publications.volume(volumeId))) throw new Fault('volume.not-found', { id: volumeId })
      const rounds = await reviews.rounds(volumeId)
      const own = isEditor ? rounds : rounds.filter(({ assigneeId }) => assigneeId === actor.id)
      if (own.length === 0 && !isEditor) throw new Fault('volume.not-found', { id: volumeId })
      const given = new Set(own.flatMap(({ snapshot }) => snapshot.chapters.map(({ id }) => id)))
      const lines = chaptersInOrder(await publications.outline(volumeId), await chapters.ofVolume(volumeId))
      const unanswered = await reviews.unanswered(volumeId)
      const shown: ChapterReview[] = []
      for (const line of lines) {
        const { id } = line
        if (!isEditor && !given.has(id)) continue
        const read = lastRound(rounds, id)?.snapshot.chapters.find((one) => one.id === id)
        shown.push({
          id,
          title: line.title,
          ...standingOf(rounds, id),
          unanswered: unanswered.get(id) ?? 0,
          changes: read ? await changesSince(read, { ...line, sha256: '' }) : 0,
        })
      }
      return {
        steps: stepsOf(
          lines.map(({ id }) => id),
          rounds,
          await deps.proofsOf(volumeId),
        ),
        chapters: shown,
        rounds: own,
        publisher: isEditor ? await reviews.publisherReviews(volumeId) : [],
      }
    },
    async readers(actor, volumeId) {
      demand(actor, 'volume.compile')
      const { snapshot } = await snapshotOf(deps, volumeId, undefined)
      const able = (await users.list()).filter(
        ({ roles, suspendedAt }) =>
          !suspendedAt && roles.some((role) => (acts['volume.review'] as readonly Role[]).includes(role)),
      )
      // Whether they signed another stage depends on the stage, and is asked when it is sent.
      const bar = await workOf(deps, snapshot)
      return able.map(({ id, displayName, username, roles }) => {
        const name = displayName || username
        return { id, name, roles, bar: bar({ id, name }) }
      })
    },
    async send(actor, volumeId, { stage, assigneeId, chapterIds: wanted, note, dueOn }) {
      demand(actor, 'volume.compile')
      const { snapshot, outlineRevision } = await snapshotOf(deps, volumeId, wanted)
      if (snapshot.chapters.length === 0) throw new Fault('review.empty')
      const assignee = await users.get(assigneeId)
      const isReader = assignee?.roles.some((role) => (acts['volume.review'] as readonly Role[]).includes(role))
      if (!assignee || assignee.suspendedAt || !isReader) throw new Fault('review.assignee')
      const name = assignee.displayName || assignee.username
      const bar = await barOf(deps, { stage, snapshot, volumeId }, { id: assigneeId, name })
      if (bar) throw new Fault('review.own-work', { name, why: bar })
      const round: Round = {
        id: randomUUID(),
        volumeId,
        stage,
        snapshot,
        hash: snapshotHash(snapshot),
        assigneeId,
        assigneeName: name,
        note,
        dueOn,
        sentById: actor.id ?? '',
        sentByName: await nameOf(users, actor),
        sentAt: instant(clock),
        closing: null,
      }
      const before = reviewStages[reviewStages.indexOf(stage) - 1]
      return transact(async (tx) => {
        const rounds = await tx.reviews.rounds(volumeId)
        const now = new Map((await tx.chapters.ofVolume(volumeId)).map((line) => [line.id, line.revision]))
        if ((await tx.publications.volume(volumeId))?.outlineRevision !== outlineRevision)
          throw new Fault('chapter.stale', { revision: 0 })
        for (const { id, title, revision } of snapshot.chapters) {
          if (now.get(id) !== revision) throw new Fault('chapter.stale', { revision: now.get(id) ?? 0 })
          const open = rounds.find((one) => isOpen(one) && one.snapshot.chapters.some((chapter) => chapter.id === id))
          if (open) throw new Fault('review.open', { title, name: open.assigneeName })
          if (before && !hasPassed(lastRound(rounds, id, before), id)) throw new Fault('review.order', { title })
        }
        await tx.reviews.insert(round)
        const details = { stage, snapshot: round.hash, assignee: name, chapters: snapshot.chapters.length }
        await tell(tx.audit, actor, 'review.send', volumeId, await subjectOf(tx.reviews, round.id), details)
        return round
      })
    },
    async round(actor, volumeId, roundId) {
      const round = await lookAt(reviews, actor, volumeId, roundId)
      return { round, opinions: await reviews.opinionsOf(roundId) }
    },
    async chapter(actor, volumeId, roundId, chapterId) {
      const { snapshot } = await lookAt(reviews, actor, volumeId, roundId)
      const chapter = snapshot.chapters.find(({ id }) => id === chapterId)
      const version = chapter && (await chapters.version(chapterId, chapter.revision))
      if (!version) throw new Fault('chapter.not-found', { id: chapterId })
      const present = await chapters.get(chapterId)
      if (!present || present.revision === version.revision) return { chapter, version, since: null }
      const now = await chapters.version(chapterId, present.revision)
      const parts = differences(textOf(version.content), textOf(now!.content), null)
      return { chapter, version, since: { revision: present.revision, ...parts } }
    },
    async waiting(actor) {
      demand(actor, 'volume.review')
      return reviews.waitingFor(actor.id ?? '')
    },
    async recordPublisher(actor, volumeId, input) {
      demand(actor, 'volume.compile')
      if (!(await publications.volume(volumeId))) throw new Fault('volume.not-found', { id: volumeId })
      const made = {
        ...input,
        id: randomUUID(),
        volumeId,
        enteredByName: await nameOf(users, actor),
        at: instant(clock),
      }
      await transact(async (tx) => {
        await tx.reviews.addPublisherReview(made)
        await tx.audit.append({ actor, act: 'publisher-review.record', subject: volumeId, details: { ...input } })
      })
      return made
    },
  }
}

/** Places in which two texts differ: what was taken out and what was put in its stead are one. */
export function placesIn({ before, after }: { before: readonly Part[]; after: readonly Part[] }): number {
  // Both sides share their `same` parts in order; a place lies before the first, between two, or behind the last.
  const placesOf = (parts: readonly Part[]) => {
    let shared = 0
    return parts.flatMap(({ kind, text }) => {
      if (kind !== 'same') return [shared]
      shared += [...text].length
      return []
    })
  }
  return new Set([...placesOf(before), ...placesOf(after)]).size
}
