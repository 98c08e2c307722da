/** 篇 use-cases: a chapter is built from item texts at stated versions, and edited; each version stays. */
import { randomUUID } from 'node:crypto'
import type { ReferenceStore } from '../citations/store.ts'
import { Fault } from '../faults.ts'
import { demandSeen, type Seen } from '../items/item.ts'
import { type Actor, demand } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import { type Page, pageOf } from '../ports/page.ts'
import type { Transact } from '../ports/transaction.ts'
import type { FollowChapters } from '../submissions/compiling.ts'
import type { Texts } from '../texts/texts.ts'
import { type BasedOn, type Chapter, type ChapterVersion, MOST_TEXT } from './chapter.ts'
import { citationsIn } from './cited.ts'
import { type Content, charsOf, contentFrom, startBehind, textOf, tidy } from './content.ts'
import { type ChapterStores, deleteChapter } from './deleting.ts'
import type { ChapterPatch, NewChapter } from './input.ts'
import { carry, type Run } from './origins.ts'
import { added, removed } from './outline.ts'
import { keepFigures } from './plates.ts'
import type { ChapterStore, PlateStore, PublicationStore } from './store.ts'
import { demandUnprinted, volumeName } from './volume.ts'

export interface ChapterView extends Chapter {
  version: ChapterVersion
}
export type ListedVersion = Omit<ChapterVersion, 'content' | 'origins'>

/** Faults of every one: chapter.not-found. */
export interface Chapters {
  /** Faults volume.not-found, chapter.range, chapter.too-long, outline.no-node, outline.not-section; and what reading an item's text may say. */
  create(actor: Actor, volumeId: string, input: NewChapter): Promise<ChapterView>
  /** The present version, or the one at `revision`. Fault chapter.no-version. */
  get(actor: Actor, id: string, revision: number | null): Promise<ChapterView>
  /** A new version. Fault reference.not-found where a note cites what is on no list; faults request.precondition, chapter.stale (`present` names both versions), chapter.too-long. */
  save(actor: Actor, id: string, content: Content, seen: Seen): Promise<ChapterView>
  /** Title, byline, editors' note: not part of its text. */
  change(actor: Actor, id: string, patch: ChapterPatch): Promise<ChapterView>
  delete(actor: Actor, id: string): Promise<void>
  versions(actor: Actor, id: string, page: Page): Promise<{ total: number; items: ListedVersion[] }>
}

type Stores = { publications: PublicationStore; chapters: ChapterStore }

export function createChapters(
  deps: Stores & {
    texts: Pick<Texts, 'get'>
    references: Pick<ReferenceStore, 'getMany'>
    transact: Transact<ChapterStores & { plates: PlateStore }>
    follow: FollowChapters
    clock: Clock
  },
): Chapters {
  const { chapters, transact, clock } = deps

  async function look(actor: Actor, id: string, from: ChapterStore = chapters): Promise<Chapter> {
    demand(actor, 'volume.compile')
    const chapter = await from.get(id)
    if (!chapter) throw new Fault('chapter.not-found', { id })
    return chapter
  }
  async function at(chapter: Chapter, revision: number, from: ChapterStore = chapters): Promise<ChapterView> {
    const version = await from.version(chapter.id, revision)
    if (!version) throw new Fault('chapter.no-version', { revision })
    return { ...chapter, version }
  }

  /** The blocks of every source after one another. `head`: words that the first need not begin with. */
  async function built(actor: Actor, wanted: NewChapter['basedOn'], head: readonly string[]) {
    const basedOn: BasedOn[] = []
    const content: Content = []
    const origins: Run[] = []
    let offset = 0
    for (const [source, one] of wanted.entries()) {
      const view = await deps.texts.get(actor, one.itemId, one.textRevision)
      const { end = view.text.length } = one
      let { start = 0 } = one
      if (start >= end || end > view.text.length || !view.text.slice(start, end).isWellFormed())
        throw new Fault('chapter.range', { length: view.text.length })
      if (source === 0) start = startBehind(view.text, view.layout, { start, end }, head)
      const part = contentFrom(view.text, view.layout, { start, end }, source)
      basedOn.push({ itemId: one.itemId, textRevision: view.revision, start, end })
      content.push(...part.content)
      origins.push(...part.origins.map((run) => ({ ...run, at: run.at + offset })))
      if (part.content.length) offset += textOf(part.content).length + 1
    }
    return { basedOn, content, origins }
  }
  function demandShort(content: Content): void {
    if (textOf(content).length > MOST_TEXT) throw new Fault('chapter.too-long', { limit: MOST_TEXT })
  }
  async function demandKnown(content: Content): Promise<void> {
    const ids = [...new Set(citationsIn(content).map(({ referenceId }) => referenceId))]
    const known = new Set((await deps.references.getMany(ids)).map(({ id }) => id))
    const unknown = ids.find((id) => !known.has(id))
    if (unknown !== undefined) throw new Fault('reference.not-found', { id: unknown })
  }
  const saved = (actor: Actor) => ({
    savedBy: actor.id ?? '',
    savedByName: actor.username,
    savedAt: instant(clock),
  })

  return {
    async create(actor, volumeId, { title, byline, parentId, basedOn: wanted }) {
      demand(actor, 'volume.compile')
      const { basedOn, content, origins } = await built(actor, wanted, [title, byline])
      demandShort(content)
      const id = randomUUID()
      const by = saved(actor)
      const chars = charsOf(content)
      const chapter: Chapter = {
        id,
        volumeId,
        title,
        byline,
        editorNote: '',
        revision: 1,
        chars,
        createdAt: by.savedAt,
      }
      const version: ChapterVersion = { chapterId: id, revision: 1, content, basedOn, origins, chars, ...by }
      await transact(async (tx) => {
        const volume = await tx.publications.volume(volumeId)
        if (!volume) throw new Fault('volume.not-found', { id: volumeId })
        demandUnprinted(volume)
        const nodes = added(await tx.publications.outline(volumeId), { id }, { parentId, beforeId: null })
        await tx.chapters.insert(chapter, version)
        await tx.publications.setOutline(volumeId, volume.outlineRevision + 1, nodes)
        const items = basedOn.map(({ itemId }) => itemId)
        await tx.audit.append({ actor, act: 'chapter.create', subject: id, details: { volumeId, items } })
        await deps.follow(tx, actor, items, `${volumeName(volume)}《${title}》`)
      })
      return { ...chapter, version }
    },
    async get(actor, id, revision) {
      const chapter = await look(actor, id)
      return at(chapter, revision ?? chapter.revision)
    },
    async save(actor, id, wanted, seen) {
      const content = tidy(wanted)
      demandShort(content)
      const chapter = await look(actor, id)
      demandSeen(seen)
      await demandKnown(content)
      const { version: present } = await at(chapter, chapter.revision)
      if (JSON.stringify(present.content) === JSON.stringify(content)) return { ...chapter, version: present }
      const stale = (revision: number) =>
        new Fault('chapter.stale', { revision }, { present: { revision, seen: seen === '*' ? null : seen } })
      if (seen !== '*' && seen !== chapter.revision) throw stale(chapter.revision)
      const version: ChapterVersion = {
        ...present,
        revision: chapter.revision + 1,
        content,
        origins: carry(present.origins, textOf(present.content), textOf(content)),
        chars: charsOf(content),
        ...saved(actor),
      }
      return transact(async (tx) => {
        // The difference was found outside the transaction: somebody may have been quicker.
        const now = await look(actor, id, tx.chapters)
        if (now.revision !== chapter.revision) throw stale(now.revision)
        await tx.chapters.addVersion(version)
        await keepFigures(tx.plates, id, present.content, content)
        await tx.audit.append({ actor, act: 'chapter.save', subject: id, details: { revision: version.revision } })
        return { ...now, revision: version.revision, chars: version.chars, version }
      })
    },
    change: (actor, id, patch) =>
      transact(async (tx) => {
        const chapter = await look(actor, id, tx.chapters)
        const { title = chapter.title, byline = chapter.byline, editorNote = chapter.editorNote } = patch
        await tx.chapters.setDetails(id, { title, byline, editorNote })
        const { title: before } = chapter
        await tx.audit.append({ actor, act: 'chapter.change', subject: id, details: { before, after: title } })
        return at({ ...chapter, title, byline, editorNote }, chapter.revision, tx.chapters)
      }),
    delete: (actor, id) =>
      transact(async (tx) => {
        const { volumeId } = await look(actor, id, tx.chapters)
        const volume = await tx.publications.volume(volumeId)
        const nodes = removed(await tx.publications.outline(volumeId), id)
        await tx.publications.setOutline(volumeId, (volume?.outlineRevision ?? 0) + 1, nodes)
        await deleteChapter(tx, deps, actor, id)
        await tx.audit.append({ actor, act: 'chapter.delete', subject: id, details: { volumeId } })
      }),
    async versions(actor, id, page) {
      await look(actor, id)
      return pageOf(await chapters.versions(id), page)
    },
  }
}
