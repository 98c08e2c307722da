/** 文本 use-cases: read, correct, set pages, read the original again in another encoding. */
import type { AccessionStore } from '../accessions/store.ts'
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import type { Layout } from '../hanzi/layout/layout.ts'
import { accessOf, demandFresh, demandSeen, type Item, onTop, type Seen } from '../items/item.ts'
import type { ItemStore, ObjectStore } from '../items/store.ts'
import { compareJob } from '../jobs/job.ts'
import type { JobQueue } from '../jobs/store.ts'
import { type Actor, demand, demandReader, mayRead } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Originals } from '../ports/originals.ts'
import { type Page, pageOf } from '../ports/page.ts'
import type { Encoding, TextPreview, TextReader } from '../ports/text-reader.ts'
import type { Transact } from '../ports/transaction.ts'
import type { EncodingInput, PagesInput, TextInput } from './input.ts'
import type { TextStore } from './store.ts'
import {
  carryPages,
  checkPages,
  countCharacters,
  laidOut,
  normalised,
  type TextPage,
  type TextVersion,
} from './text.ts'

export interface TextView extends TextVersion {
  pages: TextPage[]
  layout: Layout
  /** The item's revision at which this text, or its pages, last changed: what an editor says was seen. */
  since: number
}

export interface Texts {
  /** The present text, or the one of `revision`. Faults item.not-found, item.no-text, revision.not-found. */
  get(actor: Actor, itemId: string, revision: number | null): Promise<TextView>
  versions(actor: Actor, itemId: string, page: Page): Promise<{ total: number; items: Omit<TextVersion, 'text'>[] }>
  /**
   * A new version; the earlier ones stay. `seen` is any revision of the item at which text and pages were already these.
   * Faults request.precondition, item.stale, text.pages.
   */
  correct(actor: Actor, itemId: string, input: TextInput, seen: Seen): Promise<TextView>
  setPages(actor: Actor, itemId: string, pages: PagesInput, seen: Seen): Promise<TextView>
  /** The beginning of the original under an encoding (null: the likeliest), before somebody decides. Faults text.not-text, text.undecodable, child.*. */
  preview(actor: Actor, itemId: string, encoding: Encoding | null): Promise<TextPreview>
  /** The job that reads the original again. Faults text.of-volume; text.corrected when people have worked on the text since. */
  readAgain(actor: Actor, itemId: string, input: EncodingInput): Promise<string>
}

type Stores = {
  accessions: AccessionStore
  items: ItemStore
  objects: ObjectStore
  texts: TextStore
  audit: AuditStore
  jobs: JobQueue
}

export function createTexts(deps: {
  items: ItemStore
  objects: ObjectStore
  texts: TextStore
  /** `sourceOf` of the accession, or null where it has gone. */
  source: (accessionId: string) => Promise<string | null>
  /** Its text was cut out of a printed volume. */
  isOfVolume: (itemId: string) => Promise<boolean>
  originals: Pick<Originals, 'path'>
  reader: Pick<TextReader, 'preview'>
  transact: Transact<Stores>
  clock: Clock
  wake: () => void
}): Texts {
  const { items, texts, transact, clock } = deps

  async function readable(actor: Actor, itemId: string): Promise<Item> {
    demandReader(actor)
    const item = await items.get(itemId)
    if (!item || item.deleted || !mayRead(actor, { id: itemId, access: accessOf(item) }))
      throw new Fault('item.not-found', { id: itemId })
    return item
  }
  async function viewOf({ id: itemId, textRevision }: Item, revision: number): Promise<TextView> {
    const version = await texts.get(itemId, revision)
    if (!version) throw new Fault('revision.not-found', { revision })
    const paged = revision === textRevision ? await items.lastRevision(itemId, 'pages') : null
    const pages = await texts.pages(itemId, revision)
    const layout = (await texts.layout(itemId, revision)) ?? laidOut(version.text, pages)
    return { ...version, pages, layout, since: Math.max(revision, paged ?? 0) }
  }
  async function demandOwn(itemId: string, pages: PagesInput): Promise<void> {
    const own = new Set((await deps.objects.ofItems([itemId])).map((object) => object.id))
    const foreign = pages.find((page) => page.objectId !== null && !own.has(page.objectId))
    if (foreign) throw new Fault('object.not-found', { id: foreign.objectId ?? '' })
  }

  const steps: Texts = {
    async get(actor, itemId, revision) {
      const item = await readable(actor, itemId)
      const wanted = revision ?? item.textRevision
      if (wanted === null) throw new Fault('item.no-text', { id: itemId })
      return viewOf(item, wanted)
    },
    async versions(actor, itemId, page) {
      await readable(actor, itemId)
      return pageOf(await texts.versions(itemId), page)
    },
    async correct(actor, itemId, input, seen) {
      const item = await readable(actor, itemId)
      demand(actor, 'text.correct')
      demandSeen(seen)
      const present = item.textRevision === null ? null : await viewOf(item, item.textRevision)
      const text = normalised(input.text)
      const isPaged = input.pages === undefined || JSON.stringify(present?.pages) === JSON.stringify(input.pages)
      if (present?.text === text && isPaged) return present
      demandFresh(item, seen, present?.since ?? 1)
      if (input.pages) await demandOwn(itemId, input.pages)
      const pages = input.pages ?? (present ? carryPages(present.text, text, present.pages) : [])
      checkPages(pages, text.length)
      const version: TextVersion = {
        itemId,
        revision: item.revision + 1,
        kind: input.kind,
        parent: present?.revision ?? null,
        text,
        charCount: countCharacters(text),
        encoding: present?.encoding ?? null,
        uncertain: false,
        candidates: present?.candidates ?? [],
        objectId: present?.objectId ?? null,
        note: input.note,
        authorId: actor.id ?? '',
        authorName: actor.username,
        createdAt: instant(clock),
      }
      await transact(async (tx) => {
        const changes = [{ field: 'text', before: present?.revision ?? null, after: version.revision }]
        const { charCount } = version
        // The item first: whoever comes second learns here that it has moved on.
        await tx.items.setText(
          item,
          {
            revision: version.revision,
            charCount,
            pages: pages.length,
            imageOnlyPages: item.imageOnlyPages,
            warnings: [],
          },
          {
            action: 'correct',
            actorId: version.authorId,
            actorName: version.authorName,
            at: version.createdAt,
            changes,
          },
        )
        await tx.texts.insert(version, pages)
        if (item.read.state === 'failed') await tx.items.setStage(itemId, 'read', { state: 'done', problem: null })
        await tx.audit.append({ actor, act: 'text.correct', subject: itemId, details: { revision: version.revision } })
        await tx.jobs.add({ kind: 'index', subject: itemId, requestedBy: version.authorId })
        await tx.jobs.add(compareJob)
        await tx.jobs.add({ kind: 'guess', subject: itemId, requestedBy: version.authorId })
      })
      deps.wake()
      return { ...version, pages, layout: laidOut(text, pages), since: version.revision }
    },
    async setPages(actor, itemId, pages, seen) {
      const item = await readable(actor, itemId)
      demand(actor, 'text.correct')
      demandSeen(seen)
      if (item.textRevision === null) throw new Fault('item.no-text', { id: itemId })
      const present = await viewOf(item, item.textRevision)
      if (JSON.stringify(present.pages) === JSON.stringify(pages)) return present
      demandFresh(item, seen, present.since)
      checkPages(pages, present.text.length)
      await demandOwn(itemId, pages)
      const { revision: since } = await transact(async (tx) => {
        const changes = [{ field: 'pages', before: present.pages.length, after: pages.length }]
        const after = await tx.items.describe(item, item, {
          action: 'pages',
          actorId: actor.id ?? '',
          actorName: actor.username,
          at: instant(clock),
          changes,
        })
        await tx.texts.replacePages(itemId, present.revision, pages)
        await tx.audit.append({ actor, act: 'text.pages', subject: itemId })
        await tx.jobs.add({ kind: 'index', subject: itemId, requestedBy: actor.id ?? '' })
        return after
      })
      deps.wake()
      return { ...present, pages, layout: laidOut(present.text, pages), since }
    },
    async preview(actor, itemId, encoding) {
      await readable(actor, itemId)
      demand(actor, 'text.correct')
      const object = (await deps.objects.ofItems([itemId])).find(({ mediaType }) => mediaType.startsWith('text/'))
      if (!object) throw new Fault('text.not-text', { id: itemId })
      const source = { path: deps.originals.path(object.sha256), mediaType: object.mediaType }
      return deps.reader.preview({ ...source, ...(encoding ? { encoding } : {}) })
    },
    async readAgain(actor, itemId, input) {
      const item = await readable(actor, itemId)
      demand(actor, 'text.correct')
      if (item.textRevision === null && item.read.state === 'none') throw new Fault('text.not-text', { id: itemId })
      if (await deps.isOfVolume(itemId)) throw new Fault('text.of-volume')
      // Whatever kind of text they called it: people wrote the present one, or set its pages.
      const worked = await Promise.all(['correct', 'pages'].map((action) => items.lastRevision(itemId, action)))
      const isWorkedOn = item.textRevision !== null && Math.max(...worked.map((at) => at ?? 0)) >= item.textRevision
      if (isWorkedOn && !input.replaceCorrected) throw new Fault('text.corrected', { id: itemId })
      const source = input.remember ? await deps.source(item.accessionId) : null
      const job = await transact(async (tx) => {
        if (source !== null)
          await tx.accessions.rememberEncoding(source, input.encoding, actor.id ?? '', instant(clock))
        await tx.items.setStage(itemId, 'read', { state: 'waiting', problem: null })
        await tx.audit.append({
          actor,
          act: 'text.read-again',
          subject: itemId,
          details: { encoding: input.encoding, isRemembered: source !== null },
        })
        return tx.jobs.add({
          kind: 'read',
          subject: itemId,
          requestedBy: actor.id ?? '',
          input: { again: true, encoding: input.encoding, actorId: actor.id ?? '', actorName: actor.username },
        })
      })
      deps.wake()
      return job
    },
  }
  return {
    ...steps,
    correct: (actor, itemId, input, seen) => onTop(seen, () => steps.correct(actor, itemId, input, seen)),
    setPages: (actor, itemId, pages, seen) => onTop(seen, () => steps.setPages(actor, itemId, pages, seen)),
  }
}
