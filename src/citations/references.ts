/** 文献 use-cases: the house's list of sources, which notes cite. */
import { randomUUID } from 'node:crypto'
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import { foldKey } from '../hanzi/fold.ts'
import { type Actor, demand } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Page } from '../ports/page.ts'
import type { Transact } from '../ports/transaction.ts'
import { referenceOf } from './citation.ts'
import type { Citations } from './citations.ts'
import type { NewReference } from './input.ts'
import type { Reference } from './reference.ts'
import type { KeptReference, ReferenceStore } from './store.ts'

/** Fault of every one about a source: reference.not-found. */
export interface References {
  list(actor: Actor, query: Page & { q: string }): Promise<{ total: number; items: KeptReference[] }>
  get(actor: Actor, id: string): Promise<KeptReference>
  /** An item comes in once: it is answered again. Fault item.not-found. */
  add(actor: Actor, given: NewReference): Promise<KeptReference>
  /** Faults request.precondition, reference.stale, reference.of-item (an item is described elsewhere). */
  change(actor: Actor, id: string, reference: Reference, seen: number | '*' | null): Promise<KeptReference>
  /** Off the list; what cites it still does. */
  remove(actor: Actor, id: string): Promise<void>
  /** What each says now; an item that this actor may not read says what it said when it was put in. Unknown ids are left out. */
  resolve(actor: Actor, ids: readonly string[]): Promise<Map<string, Reference>>
}

export function createReferences(deps: {
  references: ReferenceStore
  citations: Citations
  transact: Transact<{ references: ReferenceStore; audit: AuditStore }>
  clock: Clock
}): References {
  const { references, transact, clock } = deps

  async function look(actor: Actor, id: string, from: ReferenceStore = references): Promise<KeptReference> {
    demand(actor, 'volume.compile')
    const found = await from.get(id)
    if (!found) throw new Fault('reference.not-found', { id })
    return found
  }
  async function ofItem(actor: Actor, itemId: string): Promise<Reference> {
    const { source } = await deps.citations.passage(actor, { itemId, textRevision: null, range: null })
    return referenceOf(source)
  }
  async function present(actor: Actor, kept: KeptReference): Promise<KeptReference> {
    if (kept.itemId === null) return kept
    try {
      return { ...kept, reference: await ofItem(actor, kept.itemId) }
    } catch (error) {
      if (error instanceof Fault && error.kind === 'absent') return kept
      throw error
    }
  }

  return {
    async list(actor, { q, page, size }) {
      demand(actor, 'volume.compile')
      const { total, items } = await references.list(foldKey(q), { from: (page - 1) * size, size })
      return { total, items: await Promise.all(items.map((one) => present(actor, one))) }
    },
    get: async (actor, id) => present(actor, await look(actor, id)),
    async add(actor, given) {
      demand(actor, 'volume.compile')
      const itemId = 'itemId' in given ? given.itemId : null
      const reference = 'itemId' in given ? await ofItem(actor, given.itemId) : given
      const made = { id: randomUUID(), reference, itemId, revision: 1, createdAt: instant(clock) }
      return transact(async (tx) => {
        const known = itemId === null ? undefined : await tx.references.ofItem(itemId)
        if (known) return { ...known, reference }
        await tx.references.insert(made)
        const { kind, title } = reference
        await tx.audit.append({ actor, act: 'reference.add', subject: made.id, details: { kind, title } })
        return made
      })
    },
    change: (actor, id, reference, seen) =>
      transact(async (tx) => {
        const found = await look(actor, id, tx.references)
        if (found.itemId !== null) throw new Fault('reference.of-item')
        if (seen === null) throw new Fault('request.precondition')
        if (JSON.stringify(found.reference) === JSON.stringify(reference)) return found
        if (seen !== '*' && seen !== found.revision)
          throw new Fault('reference.stale', { revision: found.revision }, { present: found })
        const next = { ...found, reference, revision: found.revision + 1 }
        await tx.references.update(next)
        const { title: before } = found.reference
        await tx.audit.append({
          actor,
          act: 'reference.change',
          subject: id,
          details: { before, after: reference.title },
        })
        return next
      }),
    remove: (actor, id) =>
      transact(async (tx) => {
        const { reference } = await look(actor, id, tx.references)
        await tx.references.remove(id, instant(clock))
        await tx.audit.append({ actor, act: 'reference.remove', subject: id, details: { title: reference.title } })
      }),
    async resolve(actor, ids) {
      const kept = await references.getMany([...new Set(ids)])
      const now = await Promise.all(kept.map((one) => present(actor, one)))
      return new Map(now.map(({ id, reference }) => [id, reference]))
    },
  }
}
