/** 文本 use-cases: read, correct, set pages, read the original again in another encoding. */
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import { accessOf, type Item } from '../items/item.ts'
import type { ItemStore, ObjectStore } from '../items/store.ts'
import type { JobQueue } from '../jobs/store.ts'
import { type Actor, demand, demandReader, mayRead } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Transact } from '../ports/transaction.ts'
import type { EncodingInput, PagesInput, TextInput } from './input.ts'
import type { TextStore } from './store.ts'
import { carryPages, checkPages, countCharacters, normalised, type TextPage, type TextVersion } from './text.ts'

export interface TextView extends TextVersion {
  pages: TextPage[]
}

export interface Texts {
  /** The present text, or the one of `revision`. Faults item.not-found, item.no-text, revision.not-found. */
  get(actor: Actor, itemId: string, revision: number | null): Promise<TextView>
  versions(actor: Actor, itemId: string): Promise<Omit<TextVersion, 'text'>[]>
  /**
   * A new version; the earlier ones stay. `ifMatch` is any revision of the item at which this text was already the present one.
   * Faults item.stale, text.pages.
   */
  correct(actor: Actor, itemId: string, input: TextInput, ifMatch: number | '*'): Promise<TextView>
  setPages(actor: Actor, itemId: string, pages: PagesInput, ifMatch: number | '*'): Promise<TextView>
  /** The job that reads the original again. Fault text.corrected when people have worked on the text since. */
  readAgain(actor: Actor, itemId: string, input: EncodingInput): Promise<string>
}

type Stores = { items: ItemStore; objects: ObjectStore; texts: TextStore; audit: AuditStore; jobs: JobQueue }

export function createTexts(deps: {
  items: ItemStore
  objects: ObjectStore
  texts: TextStore
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
  async function viewOf(itemId: string, revision: number): Promise<TextView> {
    const version = await texts.get(itemId, revision)
    if (!version) throw new Fault('revision.not-found', { revision })
    return { ...version, pages: await texts.pages(itemId, revision) }
  }
  /** The text has not changed since any revision from its own to the item's. */
  function demandFresh(item: Item, ifMatch: number | '*'): void {
    if (ifMatch === '*') return
    if (ifMatch > item.revision || ifMatch < (item.textRevision ?? 1))
      throw new Fault('item.stale', { revision: item.revision })
  }

  return {
    async get(actor, itemId, revision) {
      const item = await readable(actor, itemId)
      const wanted = revision ?? item.textRevision
      if (wanted === null) throw new Fault('item.no-text', { id: itemId })
      return viewOf(itemId, wanted)
    },
    async versions(actor, itemId) {
      await readable(actor, itemId)
      return texts.versions(itemId)
    },
    async correct(actor, itemId, input, ifMatch) {
      const item = await readable(actor, itemId)
      demand(actor, 'text.correct')
      const present = item.textRevision === null ? null : await viewOf(itemId, item.textRevision)
      const text = normalised(input.text)
      if (present?.text === text && input.pages === undefined) return present
      demandFresh(item, ifMatch)
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
        await tx.texts.insert(version, pages)
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
        if (item.read.state === 'failed') await tx.items.setStage(itemId, 'read', { state: 'done', problem: null })
        await tx.audit.append({ actor, act: 'text.correct', subject: itemId, details: { revision: version.revision } })
        await tx.jobs.add({ kind: 'index', subject: itemId, requestedBy: version.authorId })
      })
      deps.wake()
      return { ...version, pages }
    },
    async setPages(actor, itemId, pages, ifMatch) {
      const item = await readable(actor, itemId)
      demand(actor, 'text.correct')
      if (item.textRevision === null) throw new Fault('item.no-text', { id: itemId })
      const present = await viewOf(itemId, item.textRevision)
      if (JSON.stringify(present.pages) === JSON.stringify(pages)) return present
      demandFresh(item, ifMatch)
      checkPages(pages, present.text.length)
      const own = new Set((await deps.objects.ofItems([itemId])).map((object) => object.id))
      const foreign = pages.find((page) => page.objectId !== null && !own.has(page.objectId))
      if (foreign) throw new Fault('object.not-found', { id: foreign.objectId ?? '' })
      await transact(async (tx) => {
        await tx.texts.replacePages(itemId, present.revision, pages)
        const changes = [{ field: 'pages', before: present.pages.length, after: pages.length }]
        await tx.items.describe(item, item, {
          action: 'pages',
          actorId: actor.id ?? '',
          actorName: actor.username,
          at: instant(clock),
          changes,
        })
        await tx.audit.append({ actor, act: 'text.pages', subject: itemId })
        await tx.jobs.add({ kind: 'index', subject: itemId, requestedBy: actor.id ?? '' })
      })
      deps.wake()
      return { ...present, pages }
    },
    async readAgain(actor, itemId, input) {
      const item = await readable(actor, itemId)
      demand(actor, 'text.correct')
      const versions = await texts.versions(itemId)
      if (item.textRevision === null && item.read.state === 'none') throw new Fault('text.not-text', { id: itemId })
      if (versions.some((version) => version.kind !== 'transcription') && !input.replaceCorrected)
        throw new Fault('text.corrected', { id: itemId })
      const job = await transact(async (tx) => {
        await tx.items.setStage(itemId, 'read', { state: 'waiting', problem: null })
        await tx.audit.append({ actor, act: 'text.read-again', subject: itemId, details: { encoding: input.encoding } })
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
}
