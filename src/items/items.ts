/** 件 use-cases: describe, withdraw, put in the recycle bin and take out again, join files into one item. */
import { randomUUID } from 'node:crypto'
import type { Accessions } from '../accessions/accessions.ts'
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import { edtfBounds, readDate } from '../hanzi/dates.ts'
import type { JobQueue } from '../jobs/store.ts'
import { type Actor, demand, demandReader, may, mayDownload, mayRead, scope } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Transact } from '../ports/transaction.ts'
import { batchPatch, type ItemPatch, type ItemQuery, type NewItem, type ObjectOrder } from './input.ts'
import {
  accessOf,
  type Change,
  changesBetween,
  type DigitalObject,
  type Item,
  type ItemDate,
  type ItemRevision,
  isSecret,
  mergePatch,
  stagesFor,
} from './item.ts'
import { filterOf } from './list.ts'
import type { Described, ItemStore, ObjectStore } from './store.ts'

const DAY = 86_400_000
/** After this an item in the recycle bin comes back only by an administrator. */
const BIN_DAYS = 30

export interface ItemView {
  item: Item
  objects: DigitalObject[]
  /** Items that came out of this archive file. */
  members: string[]
}

export interface Items {
  get(actor: Actor, id: string): Promise<ItemView>
  list(actor: Actor, query: ItemQuery): Promise<{ total: number; items: ItemView[] }>
  create(actor: Actor, input: NewItem): Promise<ItemView>
  /** `ifMatch` is the revision the caller saw. Fault item.stale, unless the stored state already equals the one sent. */
  describe(actor: Actor, id: string, patch: ItemPatch, ifMatch: number | '*'): Promise<ItemView>
  withdraw(actor: Actor, id: string, reason: string): Promise<ItemView>
  putBack(actor: Actor, id: string): Promise<ItemView>
  /** Into the recycle bin. */
  delete(actor: Actor, id: string, reason: string): Promise<void>
  /** Out of the recycle bin; with `revision`, the description as it was then. */
  restore(actor: Actor, id: string, revision: number | null): Promise<ItemView>
  history(actor: Actor, id: string): Promise<ItemRevision[]>
  order(actor: Actor, id: string, objects: ObjectOrder, ifMatch: number | '*'): Promise<ItemView>
  /** The object, for reading its bytes or its pictures. Faults object.not-found, act.forbidden. */
  object(actor: Actor, objectId: string, use: 'download' | 'see'): Promise<{ object: DigitalObject; item: Item }>
  /** The same change to many items, as a job. */
  describeMany(actor: Actor, input: unknown): Promise<string>
}

const descriptionFields = [
  'scopeAndContent',
  'recordNumber',
  'sanqinType',
  'narrationBy',
  'manuscriptStage',
  'extentMedium',
  'language',
  'subjects',
  'classCode',
  'retention',
  'secrecyLevel',
  'openStatus',
  'location',
  'relatedItems',
  'originalOrCopy',
  'event',
  'background',
  'photographer',
  'provider',
  'rightsHolder',
  'note',
] as const

/** What people see and change, flat, as PATCH takes it. */
export const flat = (item: Described): Record<string, unknown> => ({
  title: item.title,
  referenceCode: item.referenceCode,
  kind: item.kind,
  access: item.access,
  date: item.date,
  creators: item.creators,
  persons: item.persons,
  places: item.places,
  genre: item.genre,
  category: item.category,
  caption: item.caption,
  ...item.description,
})

/** A date as given: resolved from its writing, from EDTF, or by explicit bounds. What cannot be read keeps its writing. */
export function resolveDate(given: NonNullable<ItemPatch['date']>): ItemDate {
  const { text, edtf, calendar, start, end } = typeof given === 'string' ? { text: given } : given
  const written = text ?? edtf ?? [start, end].filter(Boolean).join('/')
  if (edtf !== undefined) {
    const bounds = edtfBounds(edtf)
    if (!bounds) throw new Fault('date.unreadable', { text: edtf })
    return {
      text: written,
      edtf,
      calendar: calendar ?? 'gregorian',
      start: start ?? bounds.start,
      end: end ?? bounds.end,
    }
  }
  const read = readDate(written)
  const explicit = start !== undefined || end !== undefined
  const bound = (day: string | null | undefined, which: 'start' | 'end') => {
    if (day === undefined || day === null) return null
    const bounds = edtfBounds(day)
    if (!bounds) throw new Fault('date.unreadable', { text: day })
    return bounds[which]
  }
  return {
    text: written,
    edtf: read?.edtf ?? null,
    calendar: calendar ?? read?.calendar ?? null,
    start: explicit ? bound(start, 'start') : (read?.start ?? null),
    end: explicit ? bound(end, 'end') : (read?.end ?? null),
  }
}

/** The description after a merge patch; null and absent fields become their empty form. */
function described(item: Described, patch: ItemPatch): Described {
  const { date, ...rest } = patch
  const merged = mergePatch(flat(item), rest) as Record<string, unknown>
  const description = Object.fromEntries(
    descriptionFields
      .filter((field) => merged[field] !== undefined && merged[field] !== '')
      .map((field) => [field, merged[field]]),
  )
  const text = (field: string) =>
    typeof merged[field] === 'string' && merged[field] !== '' ? (merged[field] as string) : null
  const list = (field: string) => (merged[field] as string[] | undefined) ?? []
  return {
    title: text('title') ?? item.title,
    referenceCode: text('referenceCode'),
    kind: merged.kind as Item['kind'],
    access: merged.access as Item['access'],
    date: date === undefined ? item.date : date === null ? null : resolveDate(date),
    creators: list('creators'),
    persons: list('persons'),
    places: list('places'),
    genre: text('genre'),
    category: text('category'),
    caption: text('caption'),
    description,
  }
}

type Stores = { items: ItemStore; objects: ObjectStore; audit: AuditStore; jobs: JobQueue }

export function createItems(deps: {
  items: ItemStore
  objects: ObjectStore
  transact: Transact<Stores>
  accessions: Pick<Accessions, 'today'>
  clock: Clock
  wake: () => void
}): Items {
  const { items, objects, transact, clock } = deps

  /** A hidden item is an absent one. */
  async function readable(actor: Actor, id: string): Promise<Item> {
    demandReader(actor)
    const item = await items.get(id)
    if (!item || !mayRead(actor, { id, access: accessOf(item) })) throw new Fault('item.not-found', { id })
    if (item.deleted && !may(actor, 'item.delete')) throw new Fault('item.not-found', { id })
    return item
  }
  async function views(found: readonly Item[]): Promise<ItemView[]> {
    const all = await objects.ofItems(found.map((item) => item.id))
    const byItem = Map.groupBy(all, (object) => object.itemId)
    return found.map((item) => ({ item, objects: byItem.get(item.id) ?? [], members: [] }))
  }
  async function view(item: Item, actor: Actor): Promise<ItemView> {
    const [one] = await views([item])
    if (item.kind !== 'object') return one!
    const members = await items.list({ container: item.id, deleted: false }, scope(actor), 'number', {
      from: 0,
      size: 10_000,
    })
    return { ...one!, members: members.items.map((member) => member.id) }
  }
  const made = (actor: Actor, action: string, changes: Change[] = []) => ({
    action,
    actorId: actor.id ?? '',
    actorName: actor.username,
    at: instant(clock),
    changes,
  })
  /** One change of an item with its audit entry and its index job. */
  async function change(
    actor: Actor,
    item: Item,
    act: string,
    changes: Change[],
    work: (tx: Stores) => Promise<Item>,
  ): Promise<Item> {
    const changed = await transact(async (tx) => {
      const after = await work(tx)
      await tx.audit.append({
        actor,
        act,
        subject: item.id,
        details: { revision: after.revision, fields: changes.map(({ field }) => field) },
      })
      await tx.jobs.add({ kind: 'index', subject: item.id, requestedBy: actor.id ?? '' })
      return after
    })
    deps.wake()
    return changed
  }
  const demandAlive = (item: Item) => {
    if (item.deleted) throw new Fault('item.deleted', { id: item.id })
  }

  async function describe(actor: Actor, id: string, patch: ItemPatch, ifMatch: number | '*'): Promise<ItemView> {
    const item = await readable(actor, id)
    demand(actor, 'item.describe')
    demandAlive(item)
    const next = described(item, patch)
    const changes = changesBetween(flat(item), {
      ...Object.fromEntries(Object.keys(flat(item)).map((key) => [key, null])),
      ...flat(next),
    })
    if (changes.length === 0) return view(item, actor)
    if (ifMatch !== '*' && ifMatch !== item.revision) throw new Fault('item.stale', { revision: item.revision })
    if (isSecret(next.description.secrecyLevel) && (await objects.ofItems([id])).length > 0)
      throw new Fault('item.secret')
    return view(
      await change(actor, item, 'item.describe', changes, (tx) =>
        tx.items.describe(item, next, made(actor, 'describe', changes)),
      ),
      actor,
    )
  }

  return {
    get: async (actor, id) => view(await readable(actor, id), actor),
    async list(actor, query) {
      demandReader(actor)
      if (query.page * query.size > 10_000) throw new Fault('search.too-deep', { export: '/api/v1/search/export' })
      const filter = filterOf(query)
      if (filter.deleted) demand(actor, 'item.delete')
      const found = await items.list(filter, scope(actor), query.sort, {
        from: (query.page - 1) * query.size,
        size: query.size,
      })
      return { total: found.total, items: await views(found.items) }
    },
    async create(actor, input) {
      demand(actor, 'item.register')
      const given = await Promise.all((input.objectIds ?? []).map((objectId) => this.object(actor, objectId, 'see')))
      const accessionId = input.accessionId ?? given[0]?.object.accessionId ?? (await deps.accessions.today(actor)).id
      const id = randomUUID()
      const kind = input.kind ?? given[0]?.item.kind ?? 'object'
      const stages = given.length
        ? stagesFor(kind, given[0]!.object.mediaType)
        : ({ read: 'none', render: 'none' } as const)
      const item = await transact(async (tx) => {
        const inserted = await tx.items.insert({
          id,
          accessionId,
          containerId: null,
          kind,
          title: input.title,
          ...stages,
          createdBy: actor.id ?? '',
          createdAt: instant(clock),
        })
        await tx.audit.append({ actor, act: 'item.create', subject: id })
        await tx.jobs.add({ kind: 'index', subject: id, requestedBy: actor.id ?? '' })
        return inserted
      })
      deps.wake()
      if (given.length === 0) return view(item, actor)
      return this.order(
        actor,
        id,
        given.map(({ object }) => ({ objectId: object.id, role: object.role })),
        item.revision,
      )
    },
    describe,
    async withdraw(actor, id, reason) {
      const item = await readable(actor, id)
      demand(actor, 'item.withdraw')
      demandAlive(item)
      const withdrawn = { at: instant(clock), reason }
      const changes = [{ field: 'withdrawn', before: item.withdrawn, after: withdrawn }]
      return view(
        await change(actor, item, 'item.withdraw', changes, (tx) =>
          tx.items.mark(item, { withdrawn }, made(actor, 'withdraw', changes)),
        ),
        actor,
      )
    },
    async putBack(actor, id) {
      const item = await readable(actor, id)
      demand(actor, 'item.withdraw')
      if (!item.withdrawn) return view(item, actor)
      const changes = [{ field: 'withdrawn', before: item.withdrawn, after: null }]
      return view(
        await change(actor, item, 'item.put-back', changes, (tx) =>
          tx.items.mark(item, { withdrawn: null }, made(actor, 'put-back', changes)),
        ),
        actor,
      )
    },
    async delete(actor, id, reason) {
      const item = await readable(actor, id)
      demand(actor, 'item.delete')
      if (item.deleted) return
      const deleted = { at: instant(clock), reason }
      const changes = [{ field: 'deleted', before: null, after: deleted }]
      await change(actor, item, 'item.delete', changes, (tx) =>
        tx.items.mark(item, { deleted }, made(actor, 'delete', changes)),
      )
    },
    async restore(actor, id, revision) {
      const item = await readable(actor, id)
      demand(actor, 'item.describe')
      let next: Described = item
      if (revision !== null) {
        const past = await items.revisions(id)
        if (revision < 1 || revision > item.revision) throw new Fault('revision.not-found', { revision })
        // Undo the later changes one by one, newest first: each kept what was before it.
        const fields: Record<string, unknown> = { ...flat(item) }
        for (const { changes } of past.filter((later) => later.revision > revision)) {
          for (const { field, before } of changes)
            if (field in fields || descriptionFields.includes(field as never)) fields[field] = before
        }
        const { date, ...rest } = fields
        next = {
          ...described({ ...item, description: {} }, rest as ItemPatch),
          date: (date as ItemDate | null) ?? null,
        }
      }
      if (item.deleted) {
        if (clock.now() - Date.parse(item.deleted.at) > BIN_DAYS * DAY) demand(actor, 'item.undelete-late')
        const changes = [{ field: 'deleted', before: item.deleted, after: null }]
        const alive = await change(actor, item, 'item.restore', changes, (tx) =>
          tx.items.mark(item, { deleted: null }, made(actor, 'restore', changes)),
        )
        if (revision === null) return view(alive, actor)
        return this.restore(actor, id, revision)
      }
      const changes = changesBetween(flat(item), {
        ...Object.fromEntries(Object.keys(flat(item)).map((key) => [key, null])),
        ...flat(next),
      })
      if (changes.length === 0) return view(item, actor)
      return view(
        await change(actor, item, 'item.restore', changes, (tx) =>
          tx.items.describe(item, next, made(actor, 'restore', changes)),
        ),
        actor,
      )
    },
    async history(actor, id) {
      const item = await readable(actor, id)
      const first = {
        revision: 1,
        action: 'register',
        actorId: item.createdBy,
        actorName: '',
        at: item.createdAt,
        changes: [],
      }
      return [...(await items.revisions(id)), first]
    },
    async order(actor, id, order, ifMatch) {
      const item = await readable(actor, id)
      demand(actor, 'item.describe')
      demandAlive(item)
      const present = await objects.ofItems([id])
      const wanted = order.map((entry, i) => ({ objectId: entry.objectId, role: entry.role, order: entry.order ?? i }))
      const same =
        present.length === wanted.length &&
        present.every((object, i) => wanted[i]?.objectId === object.id && wanted[i]?.role === object.role)
      if (same) return view(item, actor)
      if (ifMatch !== '*' && ifMatch !== item.revision) throw new Fault('item.stale', { revision: item.revision })
      // Every byte stays in exactly one item: what is here may be re-ordered, not dropped.
      const dropped = present.find((object) => !wanted.some((entry) => entry.objectId === object.id))
      if (dropped) throw new Fault('object.in-use', { objectId: dropped.id })
      const taken = await Promise.all(wanted.map(({ objectId }) => this.object(actor, objectId, 'see')))
      const emptied = new Set(taken.filter((from) => from.item.id !== id).map((from) => from.item.id))
      const changes = [
        { field: 'objects', before: present.map((object) => object.id), after: wanted.map((entry) => entry.objectId) },
      ]
      const joined = await change(actor, item, 'item.order', changes, async (tx) => {
        await tx.objects.assign(id, wanted)
        const after = await tx.items.describe(item, item, made(actor, 'order', changes))
        const stages = taken.map(({ object, item: from }) =>
          stagesFor(from.kind === 'object' ? item.kind : from.kind, object.mediaType),
        )
        for (const stage of ['read', 'render'] as const) {
          if (!stages.some((needed) => needed[stage] === 'waiting')) continue
          await tx.items.setStage(id, stage, { state: 'waiting', problem: null })
          await tx.jobs.add({ kind: stage, subject: id, requestedBy: actor.id ?? '', input: { again: true } })
        }
        // An item that gave away its last file has nothing left to say: it goes to the recycle bin, from where it can be looked up.
        for (const other of emptied) {
          if ((await tx.objects.ofItems([other])).length > 0) continue
          const from = (await tx.items.get(other))!
          const gone = { at: instant(clock), reason: `并入 ${item.title}` }
          await tx.items.mark(
            from,
            { deleted: gone },
            made(actor, 'joined', [{ field: 'joinedTo', before: null, after: id }]),
          )
          await tx.jobs.add({ kind: 'index', subject: other, requestedBy: actor.id ?? '' })
        }
        return after
      })
      return view(joined, actor)
    },
    async object(actor, objectId, use) {
      demandReader(actor)
      const object = await objects.get(objectId)
      const item = object && (await items.get(object.itemId))
      const access = item && accessOf(item)
      if (
        !item ||
        !access ||
        !mayRead(actor, { id: item.id, access }) ||
        (item.deleted && !may(actor, 'item.delete'))
      ) {
        throw new Fault('object.not-found', { id: objectId })
      }
      if (use === 'download' && !mayDownload(actor, { id: item.id, access }))
        throw new Fault('act.forbidden', { act: 'original.download' })
      return { object, item }
    },
    async describeMany(actor, input) {
      demand(actor, 'item.describe')
      const batch = batchPatch.parse(input)
      return transact((tx) =>
        tx.jobs.add({ kind: 'describe', subject: randomUUID(), requestedBy: actor.id ?? '', input: batch }),
      )
    },
  }
}
