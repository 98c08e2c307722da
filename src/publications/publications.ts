/** 编研 use-cases: series and their volumes. */
import { randomUUID } from 'node:crypto'
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import { demandSeen, type Seen } from '../items/item.ts'
import { type Actor, demand } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import { type Page, pageOf } from '../ports/page.ts'
import { said } from '../ports/patch.ts'
import type { Transact } from '../ports/transaction.ts'
import type { TopicStore } from '../topics/store.ts'
import type { NewVolume, VolumePatch } from './input.ts'
import type { CountedVolume, PublicationStore } from './store.ts'
import { checkInternalTitles, checkVolume, NO_IMPRINT, type Publication, type Volume } from './volume.ts'

/** Faults of every one: publication.not-found, volume.not-found. */
export interface Publications {
  list(actor: Actor, page: Page): Promise<{ total: number; items: (Publication & { volumes: number })[] }>
  get(actor: Actor, id: string): Promise<Publication>
  create(actor: Actor, title: string): Promise<Publication>
  /** Fault volume.word where a volume of it is 内部资料. */
  rename(actor: Actor, id: string, title: string): Promise<Publication>
  volumes(actor: Actor, publicationId: string | null, page: Page): Promise<{ total: number; items: CountedVolume[] }>
  volume(actor: Actor, id: string): Promise<CountedVolume>
  /** With the 栏目 of its topic. Faults of `checkVolume`; topic.not-found. */
  createVolume(actor: Actor, publicationId: string, input: NewVolume): Promise<CountedVolume>
  /** Faults of `checkVolume`; request.precondition, volume.stale, topic.not-found. */
  changeVolume(actor: Actor, id: string, patch: VolumePatch, seen: Seen): Promise<CountedVolume>
}

export function createPublications(deps: {
  publications: PublicationStore
  transact: Transact<{ publications: PublicationStore; topics: TopicStore; audit: AuditStore }>
  clock: Clock
}): Publications {
  const { publications, transact, clock } = deps

  async function get(actor: Actor, id: string, from: PublicationStore = publications): Promise<Publication> {
    demand(actor, 'volume.compile')
    const found = await from.get(id)
    if (!found) throw new Fault('publication.not-found', { id })
    return found
  }
  async function volume(actor: Actor, id: string, from: PublicationStore = publications): Promise<CountedVolume> {
    demand(actor, 'volume.compile')
    const found = await from.volume(id)
    if (!found) throw new Fault('volume.not-found', { id })
    return found
  }

  async function topicOf({ topics }: { topics: TopicStore }, { topicId: id }: Volume) {
    if (id === null) return null
    const found = await topics.get(id)
    if (!found) throw new Fault('topic.not-found', { id })
    return found
  }

  return {
    async list(actor, page) {
      demand(actor, 'volume.compile')
      return pageOf(await publications.list(), page)
    },
    get: (actor, id) => get(actor, id),
    async create(actor, title) {
      demand(actor, 'volume.compile')
      const made = { id: randomUUID(), title, createdAt: instant(clock) }
      await transact(async (tx) => {
        await tx.publications.insert(made)
        await tx.audit.append({ actor, act: 'publication.create', subject: made.id, details: { title } })
      })
      return made
    },
    rename: (actor, id, title) =>
      transact(async (tx) => {
        const found = await get(actor, id, tx.publications)
        const volumes = await tx.publications.volumes(id)
        if (volumes.some(({ type }) => type === 'internal')) checkInternalTitles([title])
        await tx.publications.rename(id, title)
        await tx.audit.append({
          actor,
          act: 'publication.rename',
          subject: id,
          details: { before: found.title, after: title },
        })
        return { ...found, title }
      }),
    async volumes(actor, publicationId, page) {
      demand(actor, 'volume.compile')
      if (publicationId !== null) await get(actor, publicationId)
      return pageOf(await publications.volumes(publicationId), page)
    },
    volume: (actor, id) => volume(actor, id),
    createVolume: (actor, publicationId, input) =>
      transact(async (tx) => {
        const { title: seriesTitle } = await get(actor, publicationId, tx.publications)
        const made: Volume = {
          ...input,
          id: randomUUID(),
          publicationId,
          imprint: { ...NO_IMPRINT, ...said(input.imprint) },
          printed: null,
          revision: 1,
          outlineRevision: 1,
          createdAt: instant(clock),
        }
        checkVolume(made, seriesTitle)
        const topic = await topicOf(tx, made)
        await tx.publications.insertVolume(made)
        if (topic?.plan.length) {
          const nodes = topic.plan.map(({ title }) => ({ id: randomUUID(), title, children: [] }))
          await tx.publications.setOutline(made.id, made.outlineRevision, nodes)
        }
        await tx.audit.append({ actor, act: 'volume.create', subject: made.id, details: { title: made.title } })
        return { ...made, seriesTitle, chapters: 0, chars: 0 }
      }),
    changeVolume: (actor, id, patch, seen) =>
      transact(async (tx) => {
        const present = await volume(actor, id, tx.publications)
        demandSeen(seen)
        const { imprint = {}, ...fields } = patch
        const wanted = { ...present, ...said(fields), imprint: { ...present.imprint, ...said(imprint) } }
        if (JSON.stringify(wanted) === JSON.stringify(present)) return present
        if (seen !== '*' && seen !== present.revision)
          throw new Fault('volume.stale', { revision: present.revision }, { present })
        const changed = { ...wanted, revision: present.revision + 1 }
        checkVolume(changed, present.seriesTitle)
        await topicOf(tx, changed)
        await tx.publications.updateVolume(changed)
        await tx.audit.append({
          actor,
          act: 'volume.change',
          subject: id,
          details: { fields: Object.keys(patch).join(' '), revision: changed.revision },
        })
        return changed
      }),
  }
}
