/** From the book to the archive and back: which passage each sentence has, what became of it there, and what a corrected source would change. */
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import { type Keep, keepNames } from '../hanzi/keep.ts'
import type { Item } from '../items/item.ts'
import { demandSeen, type Seen } from '../items/item.ts'
import type { Items } from '../items/items.ts'
import { type Actor, demand } from '../policy.ts'
import type { Clock } from '../ports/clock.ts'
import { instant } from '../ports/clock.ts'
import type { Transact } from '../ports/transaction.ts'
import type { PrintedIn } from '../printed/printed.ts'
import { pageAt } from '../texts/text.ts'
import type { Texts, TextView } from '../texts/texts.ts'
import { type Stretch, sameStretches } from './alignment.ts'
import { type BasedOn, type Chapter, type ChapterVersion, MOST_TEXT } from './chapter.ts'
import type { ChapterView } from './chapters.ts'
import { type ComparedRow, comparisonOf } from './comparison.ts'
import { charsOf, textOf } from './content.ts'
import { type Followed, stepsBetween } from './follow.ts'
import { keepFigures } from './plates.ts'
import { type SourceChange, type SourceText, sourceChanges, takenOver } from './source-changes.ts'
import type { ChapterStore, PlateStore } from './store.ts'
import { chapterRange, followPassage, isVerbatim, passagesIn, type Range, sentencesOf, sourceRange } from './tracing.ts'
import type { ItemUsage, Usage } from './usage.ts'

export interface SourceLine extends BasedOn {
  source: number
  /** null: not there any more, or not for this reader. */
  item: Pick<Item, 'title' | 'referenceCode'> | null
  presentRevision: number | null
}
export interface PassageLine extends Range {
  source: number
  chapter: Range
  page: number | null
  referenceCode: string | null
  /** null: its source is not for this reader. */
  now: Followed | null
}
export interface SentenceLine extends Range {
  isEdited: boolean
  pieces: PassageLine[]
}
export interface ItemUse {
  chapter: Chapter
  volume: { id: string; seriesTitle: string; number: number | null; title: string }
  textRevision: number
  presentRevision: number
  passages: PassageLine[]
}
/** A picture made of it. */
export type PlateUse = Awaited<ReturnType<PlateStore['using']>>[number]
export type ListedChange = SourceChange & { source: number; textRevision: number }

/** Faults of every one about a chapter: chapter.not-found. */
export interface Sources {
  of(actor: Actor, id: string): Promise<{ revision: number; sources: SourceLine[]; sentences: SentenceLine[] }>
  /** Of every source that has a newer text, which this reader may read. */
  changes(actor: Actor, id: string): Promise<{ revision: number; changes: ListedChange[] }>
  /**
   * A new version based on the source's text at `textRevision`, the accepted changes made. Faults request.precondition, chapter.stale, chapter.change
   * (no such change, or no place for it), chapter.too-long; item.not-found, revision.not-found.
   */
  takeOver(
    actor: Actor,
    id: string,
    input: { source: number; textRevision: number; accepted: readonly string[] },
    seen: Seen,
  ): Promise<ChapterView>
  /** `ignored`: differences that are none. */
  compare(
    actor: Actor,
    id: string,
    ignored: Keep,
  ): Promise<{ revision: number; rows: (ComparedRow & { page: number | null; state: Followed['state'] | null })[] }>
  /** Where the book has an item. Faults item.not-found. */
  uses(
    actor: Actor,
    itemId: string,
  ): Promise<{ usage: ItemUsage; uses: ItemUse[]; plates: PlateUse[]; printed: PrintedIn | null }>
}

/** Of an item's text versions, this many are gone through one by one; of more, the last. */
const MOST_STEPS = 30

/** What of a text no reader sees: the white space and page furniture over which a line is closed. */
const isNothing = (view: TextView) => (between: Range) => {
  let shown = view.text.slice(between.start, between.end)
  for (const [start, end] of view.layout.furniture)
    if (start >= between.start && end <= between.end) shown = shown.replace(view.text.slice(start, end), '')
  return shown.trim() === ''
}

export function createSources(deps: {
  chapters: ChapterStore
  items: Pick<Items, 'get'>
  texts: Pick<Texts, 'get' | 'versions'>
  usage: Usage
  plates: Pick<PlateStore, 'using'>
  transact: Transact<{ chapters: ChapterStore; plates: PlateStore; audit: AuditStore }>
  clock: Clock
}): Sources {
  const { chapters, texts } = deps

  async function look(actor: Actor, id: string): Promise<{ chapter: Chapter; version: ChapterVersion }> {
    demand(actor, 'volume.compile')
    const chapter = await chapters.get(id)
    const version = chapter && (await chapters.version(id, chapter.revision))
    if (!version) throw new Fault('chapter.not-found', { id })
    return { chapter, version }
  }
  /** null where this reader may not read it, or not any more. */
  async function readable<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Fault && error.kind === 'absent') return null
      throw error
    }
  }
  /** From the stated version of a text to the present one. */
  async function stepsOf(actor: Actor, stated: TextView, present: number): Promise<Stretch[][]> {
    if (present === stated.revision) return []
    const { items } = await texts.versions(actor, stated.itemId, { page: 1, size: MOST_STEPS })
    const later = items.map(({ revision }) => revision).filter((revision) => revision > stated.revision)
    const all = [stated.text]
    for (const revision of later.sort((a, b) => a - b)) all.push((await texts.get(actor, stated.itemId, revision)).text)
    return stepsBetween(all)
  }
  async function sourceOf(actor: Actor, based: BasedOn) {
    return readable(async () => {
      const { item } = await deps.items.get(actor, based.itemId)
      const stated = await texts.get(actor, based.itemId, based.textRevision)
      const presentRevision = item.textRevision ?? based.textRevision
      return { item, stated, presentRevision, steps: await stepsOf(actor, stated, presentRevision) }
    })
  }
  type Source = Awaited<ReturnType<typeof sourceOf>>

  const lineOf = (passage: ReturnType<typeof passagesIn>[number], source: Source): PassageLine => {
    const range = sourceRange(passage)
    return {
      ...range,
      source: passage.source,
      chapter: chapterRange(passage),
      page: source ? (pageAt(source.stated.pages, range.start)?.number ?? null) : null,
      referenceCode: source?.item.referenceCode ?? null,
      now: source && followPassage(source.steps, passage),
    }
  }
  const asSource = (view: TextView, { start, end }: Range): SourceText => ({
    text: view.text,
    layout: view.layout,
    range: { start, end },
  })
  /** Where the stretch a chapter is based on stands in a later version: from its first word that is there to its last. */
  function laterRange({ text, revision }: TextView, based: BasedOn, later: TextView): Range {
    if (revision === later.revision) return based
    const isWhole = based.start === 0 && based.end === text.length
    const same = sameStretches(text, later.text).flatMap(({ from, to, length }) => {
      const [start, end] = [Math.max(from, based.start), Math.min(from + length, based.end)]
      return start < end ? [{ start: to + start - from, end: to + end - from }] : []
    })
    if (isWhole || same.length === 0) return { start: 0, end: later.text.length }
    return { start: Math.min(...same.map(({ start }) => start)), end: Math.max(...same.map(({ end }) => end)) }
  }
  async function pair(actor: Actor, based: BasedOn, revision: number) {
    const before = await texts.get(actor, based.itemId, based.textRevision)
    const after = await texts.get(actor, based.itemId, revision)
    const range = laterRange(before, based, after)
    return { before: asSource(before, based), after: asSource(after, range), range }
  }

  return {
    async of(actor, id) {
      const { version } = await look(actor, id)
      const found = await Promise.all(version.basedOn.map((based) => sourceOf(actor, based)))
      const sentences = sentencesOf(textOf(version.content)).map((range): SentenceLine => {
        const passages = passagesIn(version.origins, range)
        const source = passages[0] && found[passages[0].source]
        const isEdited = !isVerbatim(passages, range, source ? isNothing(source.stated) : () => true)
        return { ...range, isEdited, pieces: passages.map((one) => lineOf(one, found[one.source]!)) }
      })
      const sources = version.basedOn.map((based, source): SourceLine => {
        const { item = null, presentRevision = null } = found[source] ?? {}
        return { ...based, source, item, presentRevision }
      })
      return { revision: version.revision, sources, sentences }
    },
    async changes(actor, id) {
      const { version } = await look(actor, id)
      const changes: ListedChange[] = []
      for (const [source, based] of version.basedOn.entries()) {
        const present = (await readable(() => deps.items.get(actor, based.itemId)))?.item.textRevision
        if (!present || present <= based.textRevision) continue
        const { before, after } = await pair(actor, based, present)
        for (const change of sourceChanges(version, source, before, after))
          changes.push({ ...change, source, textRevision: present })
      }
      return { revision: version.revision, changes }
    },
    async takeOver(actor, id, { source, textRevision, accepted }, seen) {
      const { chapter, version } = await look(actor, id)
      demandSeen(seen)
      const stale = (revision: number) => new Fault('chapter.stale', { revision }, { present: { revision, seen } })
      if (seen !== '*' && seen !== chapter.revision) throw stale(chapter.revision)
      const based = version.basedOn[source]
      if (!based || textRevision <= based.textRevision) throw new Fault('chapter.change', { id: String(source) })
      const { before, after, range } = await pair(actor, based, textRevision)
      const known = new Map(sourceChanges(version, source, before, after).map((change) => [change.id, change]))
      const misplaced = accepted.find((one) => !known.get(one)?.chapter)
      if (misplaced !== undefined) throw new Fault('chapter.change', { id: misplaced })
      const { content, origins } = takenOver(version, source, before, after, new Set(accepted))
      if (textOf(content).length > MOST_TEXT) throw new Fault('chapter.too-long', { limit: MOST_TEXT })
      const next: ChapterVersion = {
        ...version,
        revision: chapter.revision + 1,
        content,
        origins,
        basedOn: version.basedOn.with(source, { itemId: based.itemId, textRevision, ...range }),
        chars: charsOf(content),
        savedBy: actor.id ?? '',
        savedByName: actor.username,
        savedAt: instant(deps.clock),
      }
      return deps.transact(async (tx) => {
        const now = await tx.chapters.get(id)
        if (now?.revision !== chapter.revision) throw stale(now?.revision ?? 0)
        await tx.chapters.addVersion(next)
        await keepFigures(tx.plates, id, version.content, content)
        const details = { itemId: based.itemId, textRevision, accepted: accepted.length, revision: next.revision }
        await tx.audit.append({ actor, act: 'chapter.take-over', subject: id, details })
        return { ...now, revision: next.revision, chars: next.chars, version: next }
      })
    },
    async compare(actor, id, ignored) {
      const { version } = await look(actor, id)
      const found = await Promise.all(version.basedOn.map((based) => sourceOf(actor, based)))
      const sources = found.map((one, i) => one && asSource(one.stated, version.basedOn[i]!))
      const keep = new Set(keepNames.filter((name) => !ignored.has(name)))
      const rows = comparisonOf(version, sources, keep).map((row) => {
        const source = row.source ? found[row.source.source] : null
        const states = row.chapter
          ? passagesIn(version.origins, row.chapter).map((one) => lineOf(one, found[one.source]!).now?.state ?? null)
          : []
        const worst = (['lost', 'moved', 'valid'] as const).find((state) => states.includes(state)) ?? null
        const page = row.source && source ? (pageAt(source.stated.pages, row.source.start)?.number ?? null) : null
        return { ...row, page, state: worst }
      })
      return { revision: version.revision, rows }
    },
    async uses(actor, itemId) {
      const { item, printed } = await deps.items.get(actor, itemId)
      demand(actor, 'item.uses')
      const uses: ItemUse[] = []
      for (const { chapter, volume, source } of await chapters.using(itemId)) {
        const version = (await chapters.version(chapter.id, chapter.revision))!
        const based = version.basedOn[source]!
        const own = await sourceOf(actor, based)
        const passages = passagesIn(
          version.origins.filter((run) => run.source === source),
          { start: 0, end: Number.POSITIVE_INFINITY },
        )
        uses.push({
          chapter,
          volume,
          textRevision: based.textRevision,
          presentRevision: own?.presentRevision ?? based.textRevision,
          passages: passages.map((one) => lineOf(one, own)),
        })
      }
      const plates = await deps.plates.using(itemId)
      return { usage: (await deps.usage.of([item])).get(itemId)!, uses, plates, printed }
    },
  }
}
