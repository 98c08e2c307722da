/** 利用登记: a researcher asks for an item with a purpose, an archivist decides, the right runs out by itself. */
import { randomUUID } from 'node:crypto'
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import { accessOf } from '../items/item.ts'
import type { ItemStore } from '../items/store.ts'
import { type Actor, demand, may, mayRead } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import { type Page, pageOf } from '../ports/page.ts'
import type { Transact } from '../ports/transaction.ts'
import type { AccessRequest, Grant, GrantStore, UserStore } from './store.ts'

/** With who asks, what the item is called ('' where the caller may not read it), and how long the right given by it still holds. */
export type Asked = AccessRequest & { userName: string; title: string; heldUntil: string | null }

export interface Grants {
  ofItem(actor: Actor, itemId: string, page: Page): Promise<{ total: number; items: Grant[] }>
  put(actor: Actor, itemId: string, userId: string, input: { purpose: string; expiresAt: string }): Promise<void>
  delete(actor: Actor, itemId: string, userId: string): Promise<void>
  /** Answers the same whether or not there is such an item: who may not see it learns nothing. Faults access-request.waiting, access-request.too-many. */
  request(actor: Actor, input: { itemId: string; purpose: string }): Promise<AccessRequest>
  /** One's own that nobody has decided: what asks for what is not there is never decided, and need not wait for ever. Faults access-request.not-found, access-request.decided. */
  takeBack(actor: Actor, id: string): Promise<void>
  /** The caller's own; everybody's for those who decide. `state` open: undecided, the oldest first; held: the right holds, the first to run out first. */
  requests(
    actor: Actor,
    query: { page: number; size: number; state?: 'open' | 'held' | undefined },
  ): Promise<{ total: number; items: Asked[] }>
  /** Faults access-request.not-found, access-request.decided, access-request.reason, grant.expires. */
  decide(
    actor: Actor,
    id: string,
    input: { decision: 'granted' | 'refused'; reason: string; expiresAt?: string | undefined },
  ): Promise<AccessRequest>
}

const MOST_WAITING = 20

export function createGrants(deps: {
  grants: GrantStore
  users: UserStore
  items: ItemStore
  transact: Transact<{ grants: GrantStore; audit: AuditStore }>
  clock: Clock
  /** Rights have changed: they hold from the next request on. */
  forget: () => void
}): Grants {
  const { grants, transact, clock } = deps
  async function demandItem(id: string): Promise<void> {
    const item = await deps.items.get(id)
    if (!item || item.deleted) throw new Fault('item.not-found', { id })
  }
  /** A hidden item is an absent one; on a visible one it is a matter of the role. */
  async function demandDecider(actor: Actor, id: string): Promise<void> {
    const item = await deps.items.get(id)
    if (!item || item.deleted || !mayRead(actor, { id, access: accessOf(item) }))
      throw new Fault('item.not-found', { id })
    demand(actor, 'grant.decide')
  }
  /** A right ends on a day that is named and is still to come. */
  function untilOf(expiresAt = ''): string {
    const until = Date.parse(expiresAt)
    if (!(until > clock.now())) throw new Fault('grant.expires')
    return new Date(until).toISOString()
  }
  return {
    async ofItem(actor, itemId, page) {
      await demandDecider(actor, itemId)
      return pageOf(await grants.ofItem(itemId), page)
    },
    async put(actor, itemId, userId, { purpose, expiresAt }) {
      await demandDecider(actor, itemId)
      if (!(await deps.users.get(userId))) throw new Fault('user.not-found', { id: userId })
      const until = untilOf(expiresAt)
      await transact(async (tx) => {
        await tx.grants.put({
          itemId,
          userId,
          purpose,
          expiresAt: until,
          grantedBy: actor.id ?? '',
          grantedAt: instant(clock),
        })
        await tx.audit.append({ actor, act: 'grant.put', subject: itemId, details: { userId, expiresAt } })
      })
      deps.forget()
    },
    async delete(actor, itemId, userId) {
      await demandDecider(actor, itemId)
      await transact(async (tx) => {
        if (!(await tx.grants.delete(itemId, userId))) throw new Fault('grant.not-found')
        await tx.audit.append({ actor, act: 'grant.delete', subject: itemId, details: { userId } })
      })
      deps.forget()
    },
    async request(actor, { itemId, purpose }) {
      demand(actor, 'access.request')
      const request: AccessRequest = {
        id: randomUUID(),
        itemId,
        userId: actor.id!,
        purpose,
        requestedAt: instant(clock),
        decision: null,
        decidedBy: null,
        decidedAt: null,
        reason: null,
        expiresAt: null,
      }
      await transact(async (tx) => {
        const waiting = await tx.grants.waitingOf(request.userId)
        if (waiting.includes(itemId)) throw new Fault('access-request.waiting')
        if (waiting.length >= MOST_WAITING) throw new Fault('access-request.too-many', { limit: MOST_WAITING })
        await tx.grants.request(request)
        await tx.audit.append({ actor, act: 'access.request', subject: itemId, details: { request: request.id } })
      })
      return request
    },
    async takeBack(actor, id) {
      demand(actor, 'access.request')
      const request = await grants.getRequest(id)
      if (request?.userId !== actor.id) throw new Fault('access-request.not-found', { id })
      if (request.decision !== null) throw new Fault('access-request.decided')
      await transact(async (tx) => {
        await tx.grants.deleteRequest(id)
        await tx.audit.append({ actor, act: 'access.take-back', subject: request.itemId, details: { request: id } })
      })
    },
    async requests(actor, { page, size, state }) {
      demand(actor, 'access.request')
      const whose = { userId: may(actor, 'grant.decide') ? null : actor.id, state, now: instant(clock) }
      const { total, requests } = await grants.requests(whose, { from: (page - 1) * size, size })
      const users = await Promise.all(
        [...new Set(requests.map(({ userId }) => userId))].map((id) => deps.users.get(id)),
      )
      const names = new Map(
        users.flatMap((user) => (user ? [[user.id, user.displayName || user.username] as const] : [])),
      )
      const items = await deps.items.getMany([...new Set(requests.map(({ itemId }) => itemId))])
      const titles = new Map(
        items.flatMap((item) =>
          !item.deleted && mayRead(actor, { id: item.id, access: accessOf(item) })
            ? [[item.id, item.title] as const]
            : [],
        ),
      )
      return {
        total,
        items: requests.map((one) => ({
          ...one,
          userName: names.get(one.userId) ?? '',
          title: titles.get(one.itemId) ?? '',
        })),
      }
    },
    async decide(actor, id, { decision, reason, expiresAt }) {
      demand(actor, 'grant.decide')
      const request = await grants.getRequest(id)
      if (!request) throw new Fault('access-request.not-found', { id })
      if (request.decision !== null) throw new Fault('access-request.decided')
      await demandItem(request.itemId)
      if (decision === 'refused' && reason === '') throw new Fault('access-request.reason')
      const until = decision === 'granted' ? untilOf(expiresAt) : null
      const decided = { decision, reason, decidedBy: actor.id, decidedAt: instant(clock), expiresAt: until }
      await transact(async (tx) => {
        await tx.grants.decide(id, decided)
        const { itemId, userId, purpose } = request
        if (until)
          await tx.grants.put({
            itemId,
            userId,
            purpose,
            expiresAt: until,
            grantedBy: actor.id ?? '',
            grantedAt: instant(clock),
          })
        await tx.audit.append({ actor, act: `access.${decision}`, subject: itemId, details: { request: id, userId } })
      })
      deps.forget()
      return { ...request, ...decided }
    },
  }
}
