/** 权利 use-cases: archivists say what is known of an item's rights, and keep the 授权书; none is ever taken away, it is revoked. */
import { randomUUID } from 'node:crypto'
import type { AccessionStore } from '../accessions/store.ts'
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import { demandSeen, type Seen } from '../items/item.ts'
import type { Items } from '../items/items.ts'
import type { ItemStore, ObjectStore } from '../items/store.ts'
import { type Actor, demand } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Transact } from '../ports/transaction.ts'
import type { NewConsent, RightsInput } from './input.ts'
import { type Consent, type ItemRights, noRights } from './right.ts'
import type { RightsStore } from './store.ts'

export interface Rights {
  /** Fault item.not-found. */
  get(actor: Actor, itemId: string): Promise<ItemRights>
  /** Faults item.not-found, request.precondition, rights.stale. */
  put(actor: Actor, itemId: string, input: RightsInput, seen: Seen): Promise<ItemRights>
  /** Fault accession.not-found. */
  consents(actor: Actor, accessionId: string): Promise<Consent[]>
  /** Faults accession.not-found, consent.item (not of this accession), consent.object, consent.days. */
  addConsent(actor: Actor, accessionId: string, input: NewConsent): Promise<Consent>
  /** Faults consent.not-found; consent.revoked. */
  revoke(actor: Actor, id: string, reason: string): Promise<Consent>
}

export function createRights(deps: {
  rights: RightsStore
  items: Pick<Items, 'get'>
  itemStore: Pick<ItemStore, 'getMany'>
  objects: Pick<ObjectStore, 'get'>
  accessions: Pick<AccessionStore, 'get'>
  transact: Transact<{ rights: RightsStore; audit: AuditStore }>
  clock: Clock
}): Rights {
  const { transact, clock } = deps

  async function look(itemId: string, from: RightsStore) {
    return (await from.ofItems([itemId]))[0] ?? noRights(itemId)
  }
  async function demandAccession(actor: Actor, id: string): Promise<void> {
    demand(actor, 'rights.keep')
    if (!(await deps.accessions.get(id))) throw new Fault('accession.not-found', { id })
  }

  return {
    async get(actor, itemId) {
      await deps.items.get(actor, itemId)
      demand(actor, 'rights.read')
      return look(itemId, deps.rights)
    },
    async put(actor, itemId, input, seen) {
      await deps.items.get(actor, itemId)
      demand(actor, 'rights.keep')
      return transact(async (tx) => {
        const present = await look(itemId, tx.rights)
        demandSeen(seen)
        const next = { ...present, ...input }
        if (JSON.stringify(next) === JSON.stringify(present)) return present
        if (seen !== '*' && seen !== present.revision)
          throw new Fault('rights.stale', { revision: present.revision }, { present })
        const changed = { ...next, revision: present.revision + 1 }
        await tx.rights.put(changed)
        const details = { ...input, copyrightYear: input.copyrightYear ?? '', revision: changed.revision }
        await tx.audit.append({ actor, act: 'rights.put', subject: itemId, details })
        return changed
      })
    },
    async consents(actor, accessionId) {
      await demandAccession(actor, accessionId)
      return deps.rights.consents([accessionId])
    },
    async addConsent(actor, accessionId, input) {
      await demandAccession(actor, accessionId)
      const { itemIds, objectId, signedDate, until } = input
      const found = await deps.itemStore.getMany(itemIds ?? [])
      const strange = itemIds?.find((id) => found.find((one) => one.id === id)?.accessionId !== accessionId)
      if (strange !== undefined) throw new Fault('consent.item', { id: strange })
      if (objectId !== null && (await deps.objects.get(objectId))?.accessionId !== accessionId)
        throw new Fault('consent.object', { id: objectId })
      if (until !== null && until < signedDate) throw new Fault('consent.days')
      const made: Consent = {
        ...input,
        id: randomUUID(),
        accessionId,
        revoked: null,
        createdBy: actor.username,
        createdAt: instant(clock),
      }
      await transact(async (tx) => {
        await tx.rights.insert(made)
        const details = { accessionId, kind: made.kind, scopes: made.scopes, signer: made.signer }
        await tx.audit.append({ actor, act: 'consent.add', subject: made.id, details })
      })
      return made
    },
    async revoke(actor, id, reason) {
      demand(actor, 'rights.keep')
      return transact(async (tx) => {
        const present = await tx.rights.consent(id)
        if (!present) throw new Fault('consent.not-found', { id })
        if (present.revoked) throw new Fault('consent.revoked')
        const revoked = { at: instant(clock), reason }
        await tx.rights.revoke(id, revoked)
        await tx.audit.append({ actor, act: 'consent.revoke', subject: id, details: { reason } })
        return { ...present, revoked }
      })
    },
  }
}
