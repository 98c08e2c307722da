/** 大事记 use-cases: events that the chapters of a volume date are offered, taken, written anew and ordered; each keeps the sentence it comes from. */
import { randomUUID } from 'node:crypto'
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import { type DateOptions, edtfBounds, readDate } from '../hanzi/dates/dates.ts'
import { demandSeen, type Seen } from '../items/item.ts'
import type { Actor } from '../policy.ts'
import { type Page, pageOf } from '../ports/page.ts'
import type { Transact } from '../ports/transaction.ts'
import type { Chapter } from './chapter.ts'
import { demandCompiled } from './compiled.ts'
import { textOf } from './content.ts'
import { followThrough, stepsBetween } from './follow.ts'
import {
  byDate,
  type Candidate,
  type Chronicle,
  type ChronicleAnchor,
  type ChronicleDate,
  type ChronicleEntry,
  candidatesOf,
  noChronicle,
} from './generated/chronicle.ts'
import type { ChronicleInput } from './generated/input.ts'
import { chaptersInOrder } from './outline.ts'
import { type Remember, remembering } from './remembered.ts'
import type { ChapterStore, GeneratedStore, PublicationStore } from './store.ts'

/** Where the sentence stands in the present version: 有效, 变动, 失锚. `title`: of its chapter; null: that is gone. */
export interface AnchorView extends ChronicleAnchor {
  title: string | null
  state: 'valid' | 'moved' | 'lost'
  now: { start: number; end: number } | null
}
export interface ChronicleView extends Omit<Chronicle, 'entries'> {
  entries: (Omit<ChronicleEntry, 'anchor'> & { anchor: AnchorView | null })[]
}
export type CandidateView = Candidate & { title: string; isTaken: boolean }

type Steps = ReturnType<typeof stepsBetween>
/** Chapters, and ways between two of their versions. */
const MOST_REMEMBERED = 300

/** Faults of every one: volume.not-found, volume.printed. */
export interface Chronicles {
  get(actor: Actor, volumeId: string): Promise<ChronicleView>
  /** Earliest first, of one chapter or, null, of all; those of one event stand together. */
  candidates(
    actor: Actor,
    volumeId: string,
    chapterId: string | null,
    page: Page,
  ): Promise<{ total: number; items: CandidateView[] }>
  /** All entries. Faults request.precondition, generated.stale (`present`: as it is now), date.unreadable, chronicle.anchor. */
  save(actor: Actor, volumeId: string, input: ChronicleInput, seen: Seen): Promise<ChronicleView>
}

export function createChronicles(deps: {
  publications: Pick<PublicationStore, 'volume' | 'outline'>
  chapters: Pick<ChapterStore, 'get' | 'ofVolume' | 'version'>
  generated: GeneratedStore
  dates: () => Promise<DateOptions>
  transact: Transact<{ generated: GeneratedStore; audit: AuditStore }>
}): Chronicles {
  const { chapters } = deps
  /** Between versions, which never change; what is read in one changes with the tables by which dates are read. */
  const stepsOf = remembering<Steps>(MOST_REMEMBERED)
  const candidatesBy = new WeakMap<DateOptions, Remember<Candidate[]>>()
  async function candidatesIn({ id, revision }: Pick<Chapter, 'id' | 'revision'>, dates: DateOptions) {
    let remembered = candidatesBy.get(dates)
    if (!remembered) candidatesBy.set(dates, (remembered = remembering(MOST_REMEMBERED)))
    return remembered(`${id} ${revision}`, async () => {
      const version = await chapters.version(id, revision)
      return version ? candidatesOf({ id, revision, content: version.content }, dates) : []
    })
  }

  const stored = async (volumeId: string, from: GeneratedStore = deps.generated): Promise<Chronicle> =>
    (await from.get(volumeId, 'chronicle')) ?? noChronicle
  const textAt = async (chapterId: string, revision: number): Promise<string | null> => {
    const version = await chapters.version(chapterId, revision)
    return version ? textOf(version.content) : null
  }

  const stepsTo = ({ id, revision: present }: Chapter, { revision }: ChronicleAnchor) =>
    stepsOf(`${id} ${revision} ${present}`, async () => {
      const texts: string[] = []
      for (let at = revision; at <= present; at++) texts.push((await textAt(id, at)) ?? '')
      return stepsBetween(texts)
    })

  async function view({ entries, ...chronicle }: Chronicle): Promise<ChronicleView> {
    const anchored = new Map<string, Chapter | undefined>()
    for (const { anchor } of entries)
      if (anchor && !anchored.has(anchor.chapterId))
        anchored.set(anchor.chapterId, await chapters.get(anchor.chapterId))
    const shown: ChronicleView['entries'] = []
    for (const { anchor, ...entry } of entries) {
      if (!anchor) {
        shown.push({ ...entry, anchor: null })
        continue
      }
      const chapter = anchored.get(anchor.chapterId)
      const found = chapter ? followThrough(await stepsTo(chapter, anchor), anchor) : ({ state: 'lost' } as const)
      const now = found.state === 'lost' ? null : { start: found.start, end: found.end }
      shown.push({ ...entry, anchor: { ...anchor, title: chapter?.title ?? null, state: found.state, now } })
    }
    return { ...chronicle, entries: shown }
  }

  /** In words, or as it was offered. */
  async function dateOf(given: ChronicleInput['entries'][number]['date']): Promise<ChronicleDate> {
    if (typeof given !== 'string') {
      if (!edtfBounds(given.edtf)) throw new Fault('date.unreadable', { text: given.edtf })
      return given
    }
    const read = readDate(given, await deps.dates())
    if (!read || (read.start ?? read.end) === null) throw new Fault('date.unreadable', { text: given })
    return { text: given, edtf: read.edtf, isVague: false }
  }
  async function anchorOf(volumeId: string, given: NonNullable<ChronicleInput['entries'][number]['anchor']>) {
    const { chapterId, revision, start, end } = given
    const chapter = await chapters.get(chapterId)
    const text = chapter?.volumeId === volumeId ? await textAt(chapterId, revision) : null
    const exact = text?.slice(start, end) ?? ''
    if (text === null || start >= end || end > text.length || !exact.isWellFormed()) throw new Fault('chronicle.anchor')
    return { chapterId, revision, start, end, exact }
  }
  async function entriesOf(volumeId: string, { entries }: ChronicleInput, present: Chronicle) {
    const known = new Map(present.entries.map((entry) => [entry.id, entry]))
    const made: ChronicleEntry[] = []
    for (const { id, date, text, anchor } of entries) {
      const before = id === undefined ? undefined : known.get(id)
      made.push({
        id: before?.id ?? randomUUID(),
        date: before && date === before.date.text ? before.date : await dateOf(date),
        text,
        anchor: before ? before.anchor : anchor ? await anchorOf(volumeId, anchor) : null,
      })
    }
    return made
  }

  return {
    async get(actor, volumeId) {
      await demandCompiled(actor, volumeId, deps.publications)
      return view(await stored(volumeId))
    },
    async candidates(actor, volumeId, chapterId, page) {
      await demandCompiled(actor, volumeId, deps.publications)
      const dates = await deps.dates()
      const lines = chaptersInOrder(await deps.publications.outline(volumeId), await chapters.ofVolume(volumeId))
      const taken = new Set(
        (await view(await stored(volumeId))).entries.flatMap(({ date, anchor }) =>
          anchor?.now ? [`${anchor.chapterId} ${anchor.now.start} ${date.edtf}`] : [],
        ),
      )
      const found: CandidateView[] = []
      for (const line of lines) {
        if (chapterId !== null && line.id !== chapterId) continue
        for (const one of await candidatesIn(line, dates)) {
          const isTaken = taken.has(`${line.id} ${one.anchor.start} ${one.date.edtf}`)
          found.push({ ...one, title: line.title, isTaken })
        }
      }
      return pageOf(byDate(found), page)
    },
    async save(actor, volumeId, input, seen) {
      await demandCompiled(actor, volumeId, deps.publications)
      demandSeen(seen)
      const present = await stored(volumeId)
      const stale = async () => {
        const now = await view(await stored(volumeId))
        return new Fault('generated.stale', { revision: now.revision }, { present: now })
      }
      if (seen !== '*' && seen !== present.revision) throw await stale()
      const made = await entriesOf(volumeId, input, present)
      const { isByDate } = input
      const next = { revision: present.revision + 1, isByDate, entries: isByDate ? byDate(made) : made }
      const isDone = await deps.transact(async (tx) => {
        if ((await stored(volumeId, tx.generated)).revision !== present.revision) return false
        await tx.generated.set(volumeId, 'chronicle', next)
        const details = { entries: made.length, revision: next.revision }
        await tx.audit.append({ actor, act: 'volume.chronicle', subject: volumeId, details })
        return true
      })
      if (!isDone) throw await stale()
      return view(next)
    },
  }
}
