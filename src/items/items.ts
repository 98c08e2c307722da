/** 件 use-cases: describe, withdraw, put in the recycle bin and take out again, join files into one item. */
import { randomUUID } from 'node:crypto'
import type { Accessions } from '../accessions/accessions.ts'
import type { AuditStore } from '../audit/store.ts'
import type { AuthorityStore } from '../authorities/store.ts'
import { Fault } from '../faults.ts'
import { compareJob } from '../jobs/job.ts'
import type { JobQueue } from '../jobs/store.ts'
import { type Actor, demand, demandReader, may, scope } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import { type Page, pageOf } from '../ports/page.ts'
import type { Transact } from '../ports/transaction.ts'
import type { PrintedStore } from '../printed/store.ts'
import type { Reuse } from '../reuse/reuse.ts'
import type { Dates } from '../settings/tables.ts'
import type { UserStore } from '../users/store.ts'
import { createChanging } from './changing.ts'
import { described, describedAt, differences } from './description.ts'
import type { BatchPatch, ItemPatch, ItemQuery, NewItem, ObjectOrder } from './input.ts'
import {
  type Change,
  type DigitalObject,
  demandAlive,
  demandFresh,
  demandOpen,
  demandSeen,
  type Item,
  isSecret,
  onTop,
  type Revision,
  type Seen,
  stagesFor,
} from './item.ts'
import { createJoining } from './joining.ts'
import { filterOf } from './list.ts'
import type { Described, ItemFilter, ItemSort, ItemStore, ListPlace, ObjectStore } from './store.ts'
import { createViews, type ItemView } from './views.ts'

const DAY = 86_400_000
/** After this an item in the recycle bin comes back only by an administrator. */
const BIN_DAYS = 30

export interface Items {
  get(actor: Actor, id: string): Promise<ItemView>
  /** `after`: what follows that place. `last`: the place of the last one told, null where there is none. Fault request.cursor: of another order. */
  list(
    actor: Actor,
    query: ItemQuery,
    after?: ListPlace,
  ): Promise<{ total: number; items: ItemView[]; last: ListPlace | null }>
  /** One stretch of all that answer, in the order received unless another is asked for, as deep as there is any: for lists that are written whole. */
  walk(
    actor: Actor,
    filter: Partial<ItemFilter>,
    page: { from: number; size: number },
    sort?: ItemSort,
  ): Promise<ItemView[]>
  create(actor: Actor, input: NewItem): Promise<ItemView>
  /** `seen` is the revision the caller saw. Faults request.precondition; item.stale, unless the stored state already equals the one sent. */
  describe(actor: Actor, id: string, patch: ItemPatch, seen: Seen): Promise<ItemView>
  /** What `describe` would change, for a dry run. */
  preview(actor: Actor, id: string, patch: ItemPatch): Promise<Change[]>
  withdraw(actor: Actor, id: string, reason: string): Promise<ItemView>
  putBack(actor: Actor, id: string): Promise<ItemView>
  /** Into the recycle bin. */
  delete(actor: Actor, id: string, reason: string): Promise<void>
  /** Out of the recycle bin; with `revision`, the description as it was then. */
  restore(actor: Actor, id: string, revision: number | null): Promise<ItemView>
  /** Newest first. Who did it, and what stood there before, are for those who describe; readers learn what changed and when. */
  history(actor: Actor, id: string, page: Page): Promise<{ total: number; items: Revision[] }>
  order(actor: Actor, id: string, objects: ObjectOrder, seen: Seen): Promise<ItemView>
  /** The object, for reading its bytes or its pictures. Faults object.not-found, act.forbidden. */
  object(actor: Actor, objectId: string, use: 'download' | 'see'): Promise<{ object: DigitalObject; item: Item }>
  /** Sums over everything that is not in the recycle bin. */
  totals(actor: Actor): Promise<{ items: number; characters: number; texts: number; images: number }>
  /** The same change to many items, as a job. */
  describeMany(actor: Actor, batch: BatchPatch): Promise<string>
}

type Stores = { items: ItemStore; objects: ObjectStore; audit: AuditStore; jobs: JobQueue }

export function createItems(deps: {
  items: ItemStore
  objects: ObjectStore
  transact: Transact<Stores>
  accessions: Pick<Accessions, 'today' | 'get'>
  authorities: Pick<AuthorityStore, 'present'>
  reuse: Pick<Reuse, 'brief'>
  printed: Pick<PrintedStore, 'ofItems'>
  users: Pick<UserStore, 'get'>
  dates: Dates
  clock: Clock
  wake: () => void
}): Items {
  const { items, objects, transact, clock } = deps

  const { readable, view, views, object } = createViews(deps)
  const join = createJoining({ ...deps, readable, object })
  const { made, change } = createChanging(deps)
  /** State secrets have no files here (api.md, roles). */
  async function demandNoSecret({ description }: Described, id: string): Promise<void> {
    if (isSecret(description.secrecyLevel) && (await objects.ofItems([id])).length > 0) throw new Fault('item.secret')
  }
  /** New links lead to what is there. Faults authority.not-found, authority.gone. */
  async function linkable({ description }: Item, patch: ItemPatch): Promise<ItemPatch> {
    if (!patch.authorities?.length) return patch
    const now = new Map((await deps.authorities.present(patch.authorities)).map((one) => [one.id, one.now]))
    const known = new Set(description.authorities)
    const authorities = patch.authorities.map((id) => {
      const present = now.get(id)
      if (present === undefined) throw new Fault('authority.not-found', { id })
      if (present === null && !known.has(id)) throw new Fault('authority.gone', { id })
      return known.has(id) ? id : present!
    })
    return { ...patch, authorities: [...new Set(authorities)] }
  }
  /** The item, and what it would become. */
  async function planned(actor: Actor, id: string, patch: ItemPatch) {
    const item = await readable(actor, id)
    demand(actor, 'item.describe')
    demandAlive(item)
    const next = described(item, await linkable(item, patch), await deps.dates())
    const changes = differences(item, next)
    // A list that says of a locked item what it says already is no attempt to change it.
    if (changes.length > 0) demandOpen(actor, item)
    await demandNoSecret(next, id)
    return { item, next, changes }
  }

  async function describe(actor: Actor, id: string, patch: ItemPatch, seen: Seen): Promise<ItemView> {
    const { item, next, changes } = await planned(actor, id, patch)
    demandOpen(actor, item)
    demandSeen(seen)
    if (changes.length === 0) return view(item, actor)
    demandFresh(item, seen)
    return view(
      await change(actor, item, 'item.describe', changes, (tx) =>
        tx.items.describe(item, next, made(actor, 'describe', changes)),
      ),
      actor,
    )
  }

  const steps: Items = {
    get: async (actor, id) => view(await readable(actor, id), actor),
    async list(actor, query, after) {
      demandReader(actor)
      if (after && after.sort !== query.sort) throw new Fault('request.cursor')
      if (!after && query.page * query.size > 10_000)
        throw new Fault('search.too-deep', { export: '/api/v1/search/export' })
      const filter = filterOf(query)
      if (filter.deleted) demand(actor, 'item.delete')
      const found = await items.list(filter, scope(actor), query.sort, {
        from: after ? 0 : (query.page - 1) * query.size,
        size: query.size,
        ...(after ? { after } : {}),
      })
      return { total: found.total, items: await views(found.items, actor), last: found.last }
    },
    async walk(actor, filter, page, sort = 'number') {
      demand(actor, 'item.describe')
      return views((await items.list({ ...filter, deleted: false }, scope(actor), sort, page)).items, actor)
    },
    async create(actor, input) {
      demand(actor, 'item.register')
      const given = await Promise.all((input.objectIds ?? []).map((objectId) => object(actor, objectId, 'see')))
      for (const { item: from } of given) demandAlive(from)
      const accessionId =
        (input.accessionId && (await deps.accessions.get(actor, input.accessionId)).id) ??
        given[0]?.object.accessionId ??
        (await deps.accessions.today(actor)).id
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
          // Files taken out of a controlled item do not come under a laxer rule on the way.
          access: given.some(({ item: from }) => from.access === 'controlled') ? 'controlled' : 'internal',
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
    preview: async (actor, id, patch) => (await planned(actor, id, patch)).changes,
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
      demandOpen(actor, item)
      const deleted = { at: instant(clock), reason }
      const changes = [{ field: 'deleted', before: null, after: deleted }]
      await change(actor, item, 'item.delete', changes, async (tx) => {
        await tx.jobs.add(compareJob)
        return tx.items.mark(item, { deleted }, made(actor, 'delete', changes))
      })
    },
    async restore(actor, id, revision) {
      const item = await readable(actor, id)
      demand(actor, 'item.describe')
      let next: Described = item
      if (revision !== null) {
        if (revision > item.revision) throw new Fault('revision.not-found', { revision })
        demandOpen(actor, item)
        next = describedAt(item, revision, await items.revisions(id))
        await demandNoSecret(next, id)
      }
      if (item.deleted) {
        if (clock.now() - Date.parse(item.deleted.at) > BIN_DAYS * DAY) demand(actor, 'item.undelete-late')
        const changes = [{ field: 'deleted', before: item.deleted, after: null }]
        const alive = await change(actor, item, 'item.restore', changes, async (tx) => {
          await tx.jobs.add(compareJob)
          return tx.items.mark(item, { deleted: null }, made(actor, 'restore', changes))
        })
        if (revision === null) return view(alive, actor)
        return this.restore(actor, id, revision)
      }
      const changes = differences(item, next)
      if (changes.length === 0) return view(item, actor)
      return view(
        await change(actor, item, 'item.restore', changes, (tx) =>
          tx.items.describe(item, next, made(actor, 'restore', changes)),
        ),
        actor,
      )
    },
    async history(actor, id, page) {
      const item = await readable(actor, id)
      const first = {
        revision: 1,
        action: 'register',
        actorId: item.createdBy,
        actorName: (await deps.users.get(item.createdBy))?.username ?? '',
        at: item.createdAt,
        changes: [],
      }
      const { total, items: shown } = pageOf<Revision>([...(await items.revisions(id)), first], page)
      if (may(actor, 'item.describe')) return { total, items: shown }
      const briefly = ({ field }: Change): Change => ({ field, before: null, after: null })
      return {
        total,
        items: shown.map((one) => ({ ...one, actorId: '', actorName: '', changes: one.changes.map(briefly) })),
      }
    },
    order: async (actor, id, objects, seen) => view(await join(actor, id, objects, seen), actor),
    object,
    async totals(actor) {
      demand(actor, 'accession.read')
      return items.totals()
    },
    async describeMany(actor, batch) {
      demand(actor, 'item.describe')
      const input = { ...batch, actorName: actor.username, actorRoles: actor.roles }
      return transact((tx) =>
        tx.jobs.add({ kind: 'describe', subject: randomUUID(), requestedBy: actor.id ?? '', input }),
      )
    },
  }
  return {
    ...steps,
    describe: (actor, id, patch, seen) => onTop(seen, () => steps.describe(actor, id, patch, seen)),
    order: (actor, id, objects, seen) => onTop(seen, () => steps.order(actor, id, objects, seen)),
    withdraw: (actor, id, reason) => onTop('*', () => steps.withdraw(actor, id, reason)),
    putBack: (actor, id) => onTop('*', () => steps.putBack(actor, id)),
    delete: (actor, id, reason) => onTop('*', () => steps.delete(actor, id, reason)),
    restore: (actor, id, revision) => onTop('*', () => steps.restore(actor, id, revision)),
  }
}
