/** 规范档 use-cases: the list of people, bodies, places, events and terms, kept by archivists. */
import { randomUUID } from 'node:crypto'
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import { foldKey } from '../hanzi/fold.ts'
import { type Change, changesBetween, demandSeen, madeBy, type Revision, type Seen } from '../items/item.ts'
import { matchJob } from '../jobs/job.ts'
import type { JobQueue } from '../jobs/store.ts'
import { type Actor, demand, demandReader, may } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import { type Page, pageOf } from '../ports/page.ts'
import type { Transact } from '../ports/transaction.ts'
import type { Dates } from '../settings/tables.ts'
import {
  type Authority,
  type AuthorityFields,
  changedNames,
  type Existence,
  type ExistenceInput,
  fieldsOf,
  isGone,
  isInUse,
  merge,
  namesOf,
  newAuthority,
  resolveExistence,
  sound,
  unmerge,
} from './authority.ts'
import type { AuthorityPatch, AuthorityQuery, NewAuthority } from './input.ts'
import type { AuthorityStore, Named } from './store.ts'

export interface AuthorityView {
  authority: Authority
  /** 同名: its names that others in use have too. Where they stand in a text, nobody can tell who is meant. */
  shared: { name: string; others: Named[] }[]
}

export interface Authorities {
  /** Whoever keeps the list reads all of it; others, what stands in items they may read. Fault authority.not-found. */
  get(actor: Actor, id: string): Promise<AuthorityView>
  list(actor: Actor, query: AuthorityQuery): Promise<{ total: number; items: AuthorityView[] }>
  /** Faults authority.name, date.unreadable. */
  add(actor: Actor, given: NewAuthority): Promise<AuthorityView>
  /** Merge patch. As `add`, and request.precondition, authority.gone; authority.stale, unless the stored state already equals the one sent. */
  change(actor: Actor, id: string, patch: AuthorityPatch, seen: Seen): Promise<AuthorityView>
  /** Kept, out of use. Fault authority.in-use where items are linked to it. */
  remove(actor: Actor, id: string, reason: string): Promise<void>
  /** Its names and identifiers go to the other one, and whatever leads to it leads there. Faults authority.gone, authority.merge. Answers the other one. */
  merge(actor: Actor, id: string, into: string): Promise<AuthorityView>
  /** Undoes a deletion or a merge. */
  restore(actor: Actor, id: string): Promise<AuthorityView>
  /** Newest first. */
  history(actor: Actor, id: string, page: Page): Promise<{ total: number; items: Revision[] }>
}

type Stores = { authorities: AuthorityStore; audit: AuditStore; jobs: JobQueue }

/** Without what is for those who keep the list, and without namesakes that are not there for this reader. */
const forReader = ({ authority, shared }: AuthorityView, standing: ReadonlySet<string>): AuthorityView => ({
  authority: { ...authority, note: '' },
  shared: shared.flatMap(({ name, others }) => {
    const known = others.filter(({ id }) => standing.has(id))
    return known.length > 0 ? [{ name, others: known }] : []
  }),
})

export function createAuthorities(deps: {
  authorities: AuthorityStore
  transact: Transact<Stores>
  dates: Dates
  /** The authorities that what a reader may read names: there are no others for that reader. */
  standing: (actor: Actor) => Promise<readonly string[]>
  clock: Clock
  wake: () => void
}): Authorities {
  const { authorities, clock } = deps
  const transact: typeof deps.transact = async (work) => {
    const result = await deps.transact(work)
    deps.wake()
    return result
  }

  async function found(store: Pick<AuthorityStore, 'get'>, id: string): Promise<Authority> {
    const authority = await store.get(id)
    if (!authority) throw new Fault('authority.not-found', { id })
    return authority
  }
  const demandPresent = (authority: Authority) => {
    if (isGone(authority)) throw new Fault('authority.gone', { id: authority.id })
  }

  async function views(some: readonly Authority[]): Promise<AuthorityView[]> {
    const keys = some.filter(isInUse).flatMap((one) => namesOf(one).map(({ key }) => key))
    const holders = Map.groupBy(await authorities.havingNames(keys), ({ key }) => key)
    return some.map((authority) => ({
      authority,
      shared: (isInUse(authority) ? namesOf(authority) : []).flatMap(({ name, key }) => {
        const others = (holders.get(key) ?? []).filter(({ id }) => id !== authority.id)
        return others.length > 0 ? [{ name, others: others.map(({ key: _, ...named }) => named) }] : []
      }),
    }))
  }
  const view = async (one: Authority): Promise<AuthorityView> => (await views([one]))[0]!

  const existence = async (given: ExistenceInput | null): Promise<Existence | null> =>
    resolveExistence(given, await deps.dates())

  const made = (actor: Actor, action: string, changes: Change[] = []) => madeBy(actor, action, instant(clock), changes)
  /** What follows from a change, in its transaction: the audit, and items to be looked at again. */
  async function follow(
    tx: Stores,
    actor: Actor,
    act: string,
    subject: string,
    changed: readonly string[],
    details: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await tx.audit.append({ actor, act: `authority.${act}`, subject, details })
    if (changed.length === 0) return
    await tx.authorities.addChanged(changed)
    await tx.jobs.add(matchJob(actor))
  }
  /** Items linked to it are concerned too when it comes into use or goes out of it. */
  const concerned = (before: Authority, after: Authority): string[] => [
    ...changedNames(before, after),
    ...(isGone(before) === isGone(after) && before.kind === after.kind ? [] : [after.id]),
  ]

  return {
    async get(actor, id) {
      demandReader(actor)
      if (may(actor, 'authority.read')) return view(await found(authorities, id))
      const [{ now = null } = {}] = await authorities.present([id])
      const standing = new Set(await deps.standing(actor))
      if (now === null || !standing.has(now)) throw new Fault('authority.not-found', { id })
      return forReader(await view(await found(authorities, now)), standing)
    },
    async list(actor, { kind, status, q, deleted, page, size }) {
      demandReader(actor)
      const filter = { kind, status, key: foldKey(q), gone: deleted === 'true' }
      const isKeeper = may(actor, 'authority.read')
      if (filter.gone) demand(actor, 'authority.read')
      if (q !== '' && filter.key === '') return { total: 0, items: [] }
      const at = { from: (page - 1) * size, size }
      if (isKeeper) {
        const { total, items } = await authorities.list(filter, at)
        return { total, items: await views(items) }
      }
      const standing = new Set(await deps.standing(actor))
      const { total, items } = await authorities.list({ ...filter, ids: [...standing] }, at)
      return { total, items: (await views(items)).map((one) => forReader(one, standing)) }
    },
    async add(actor, given) {
      demand(actor, 'authority.change')
      const fields = sound({ ...given, existence: await existence(given.existence) })
      const at = instant(clock)
      const authority = newAuthority(fields, { id: randomUUID(), createdBy: actor.id ?? '', at })
      await transact(async (tx) => {
        await tx.authorities.insert(authority, made(actor, 'add', changesBetween({}, fieldsOf(authority))))
        const { kind, name } = authority
        await follow(tx, actor, 'add', authority.id, changedNames(null, authority), { kind, name })
      })
      return view(authority)
    },
    async change(actor, id, { existence: given, ...patch }, seen) {
      demand(actor, 'authority.change')
      demandSeen(seen)
      const dated = given === undefined ? {} : { existence: await existence(given) }
      const after = await transact(async (tx) => {
        const before = await found(tx.authorities, id)
        const next = sound({ ...fieldsOf(before), ...patch, ...dated } as AuthorityFields)
        const changes = changesBetween(fieldsOf(before), fieldsOf(next))
        if (changes.length === 0) return before
        demandPresent(before)
        if (seen !== '*' && seen !== before.revision) throw new Fault('authority.stale', { revision: before.revision })
        const revised = await tx.authorities.revise(
          before,
          { ...next, merged: null, deleted: null },
          made(actor, 'change', changes),
        )
        const details = { revision: revised.revision, fields: changes.map(({ field }) => field) }
        await follow(tx, actor, 'change', id, concerned(before, revised), details)
        return revised
      })
      return view(after)
    },
    async remove(actor, id, reason) {
      demand(actor, 'authority.change')
      await transact(async (tx) => {
        const before = await found(tx.authorities, id)
        if (before.deleted) return
        demandPresent(before)
        const items = await tx.authorities.linkedItems((await tx.authorities.withMerged([id])).map((one) => one.id))
        if (items > 0) throw new Fault('authority.in-use', { items })
        const deleted = { at: instant(clock), reason }
        const changes = [{ field: 'deleted', before: null, after: deleted }]
        const after = await tx.authorities.revise(before, { ...before, deleted }, made(actor, 'remove', changes))
        await follow(tx, actor, 'remove', id, concerned(before, after), { name: before.name, reason })
      })
    },
    async merge(actor, id, into) {
      demand(actor, 'authority.change')
      const after = await transact(async (tx) => {
        const [from, target] = [await found(tx.authorities, id), await found(tx.authorities, into)]
        if (from.merged?.into === into) return target
        demandPresent(from)
        demandPresent(target)
        if (id === into || from.kind !== target.kind) throw new Fault('authority.merge', { name: target.name })
        const { next, got } = merge(target, from)
        const merged = { into, at: instant(clock), ...got }
        const gone = await tx.authorities.revise(
          from,
          { ...from, merged },
          made(actor, 'merge', [{ field: 'mergedInto', before: null, after: into }]),
        )
        const changes = [
          { field: 'merged', before: null, after: { id, name: from.name } },
          ...changesBetween(fieldsOf(target), fieldsOf(next)),
        ]
        const revised = await tx.authorities.revise(
          target,
          { ...next, merged: null, deleted: null },
          made(actor, 'merge', changes),
        )
        const changed = new Set([...concerned(from, gone), ...concerned(target, revised)])
        await follow(tx, actor, 'merge', id, [...changed], { name: from.name, into, intoName: target.name })
        return revised
      })
      return view(after)
    },
    async restore(actor, id) {
      demand(actor, 'authority.change')
      const after = await transact(async (tx) => {
        const before = await found(tx.authorities, id)
        if (!isGone(before)) return before
        const field = before.merged ? 'mergedInto' : 'deleted'
        const changes = [{ field, before: before.merged?.into ?? before.deleted, after: null }]
        const alive = await tx.authorities.revise(
          before,
          { ...before, merged: null, deleted: null },
          made(actor, 'restore', changes),
        )
        const changed = new Set(concerned(before, alive))
        const target = before.merged && (await tx.authorities.get(before.merged.into))
        if (target && before.merged) {
          const next = unmerge(target, before.merged)
          const given = changesBetween(fieldsOf(target), fieldsOf(next))
          const { merged, deleted } = target
          const revised =
            given.length > 0
              ? await tx.authorities.revise(target, { ...next, merged, deleted }, made(actor, 'restore', given))
              : target
          for (const one of concerned(target, revised)) changed.add(one)
        }
        await follow(tx, actor, 'restore', id, [...changed], { name: before.name })
        return alive
      })
      return view(after)
    },
    async history(actor, id, page) {
      demand(actor, 'authority.read')
      await found(authorities, id)
      return pageOf(await authorities.revisions(id), page)
    },
  }
}
