/** 稿酬 use-cases: the sheet of a volume, what is owed to whom, and what was paid. */
import { randomUUID } from 'node:crypto'
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import { accessOf, demandSeen, type Item, type Seen } from '../items/item.ts'
import type { ItemStore } from '../items/store.ts'
import { type Actor, demand, mayRead } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Transact } from '../ports/transaction.ts'
import type { BookContents, BookContentsView } from '../publications/printings/book-contents.ts'
import type { UserStore } from '../users/store.ts'
import { chapterFee } from './byline.ts'
import { accountOf, emptySheet, type FeeAccount, type FeeSheet, type Payment } from './fee.ts'
import type { FeeSheetInput, NewPayment } from './input.ts'
import type { FeeStore } from './store.ts'

export interface FeesView {
  sheet: FeeSheet
  account: FeeAccount
  payments: Payment[]
  /** 第几次印刷 is counted; null: the text as it is now. */
  printing: number | null
  hasLayout: boolean
}

/** Faults of every one: volume.not-found. */
export interface Fees {
  get(actor: Actor, volumeId: string): Promise<FeesView>
  /** Faults request.precondition, fee.stale, fee.no-layout, fee.part. */
  set(actor: Actor, volumeId: string, input: FeeSheetInput, seen: Seen): Promise<FeesView>
  /** Of all that is owed to somebody. Fault fee.due: it is another sum now, or nothing. */
  pay(actor: Actor, volumeId: string, input: NewPayment): Promise<FeesView>
  /** Faults payment.not-found, payment.void. */
  void(actor: Actor, paymentId: string, reason: string): Promise<FeesView>
}

/** What a reckoning is made of, as far as payments and the sheet leave it alone. */
interface Reckoned {
  contents: BookContentsView
  /** What the caller may read of what the book is made of. */
  readable: ReadonlyMap<string, Item>
}

/** What is said, and for all else what bylines and descriptions say. */
function completed(sheet: FeeSheet, { contents, readable }: Reckoned): FeeSheet {
  const chapters = new Map(sheet.chapters.map((one) => [one.chapterId, one]))
  const plates = new Map(sheet.plates.map((one) => [one.plateId, one]))
  return {
    ...sheet,
    chapters: contents.chapters.map(({ id, byline, itemIds }) => {
      const creators = new Set(itemIds.flatMap((itemId) => readable.get(itemId)?.creators ?? []))
      return chapters.get(id) ?? chapterFee(id, byline, [...creators])
    }),
    plates: contents.plates.map(
      ({ id, itemId }) => plates.get(id) ?? { plateId: id, name: readable.get(itemId)?.description.photographer ?? '' },
    ),
  }
}

export function createFees(deps: {
  fees: FeeStore
  contents: BookContents
  items: Pick<ItemStore, 'getMany'>
  users: Pick<UserStore, 'get'>
  transact: Transact<{ fees: FeeStore; audit: AuditStore }>
  clock: Clock
}): Fees {
  const { fees, transact, clock } = deps
  const by = async (actor: Actor) => (await deps.users.get(actor.id ?? ''))?.displayName || actor.username

  async function reckoned(actor: Actor, contents: BookContentsView): Promise<Reckoned> {
    const itemIds = [...contents.chapters.flatMap((one) => one.itemIds), ...contents.plates.map(({ itemId }) => itemId)]
    const items = await deps.items.getMany([...new Set(itemIds)])
    const own = items.filter((item) => !item.deleted && mayRead(actor, { id: item.id, access: accessOf(item) }))
    return { contents, readable: new Map(own.map((item) => [item.id, item])) }
  }
  /** By the sheet and the payments that `from` has: inside a transaction nobody else writes any. */
  async function view(volumeId: string, of: Reckoned, from: FeeStore = fees): Promise<FeesView> {
    const { contents } = of
    const sheet = completed((await from.sheet(volumeId)) ?? emptySheet, of)
    const payments = await from.payments(volumeId)
    const chapters = contents.chapters.map(({ id, title, chars, layoutChars }) => ({
      ...{ id, title },
      chars: sheet.counting === 'layout' ? layoutChars : chars,
    }))
    const account = accountOf(sheet, chapters, contents.plates, payments)
    return { sheet, account, payments, printing: contents.printing, hasLayout: contents.hasLayout }
  }

  return {
    async get(actor, volumeId) {
      demand(actor, 'fee.keep')
      return view(volumeId, await reckoned(actor, await deps.contents(volumeId)))
    },
    async set(actor, volumeId, input, seen) {
      demand(actor, 'fee.keep')
      const contents = await deps.contents(volumeId)
      if (input.counting === 'layout' && !contents.hasLayout) throw new Fault('fee.no-layout')
      const known = new Set([...contents.chapters, ...contents.plates].map(({ id }) => id))
      const ids = [...input.chapters.map((one) => one.chapterId), ...input.plates.map((one) => one.plateId)]
      const strange = ids.find((id) => !known.has(id))
      if (strange !== undefined || new Set(ids).size < ids.length) throw new Fault('fee.part', { id: strange ?? '' })
      demandSeen(seen)
      const of = await reckoned(actor, contents)
      return transact(async (tx) => {
        const revision = (await tx.fees.sheet(volumeId))?.revision ?? 0
        if (seen !== '*' && seen !== revision) throw new Fault('fee.stale', { revision })
        await tx.fees.setSheet(volumeId, { ...input, revision: revision + 1 })
        const { rates, counting, withholdsTax } = input
        const details = { ...rates, counting, withholdsTax, revision: revision + 1 }
        await tx.audit.append({ actor, act: 'fee.set', subject: volumeId, details })
        return view(volumeId, of, tx.fees)
      })
    },
    async pay(actor, volumeId, input) {
      demand(actor, 'fee.keep')
      const of = await reckoned(actor, await deps.contents(volumeId))
      const own = { ...input, id: randomUUID(), volumeId, byName: await by(actor), at: instant(clock), voided: null }
      return transact(async (tx) => {
        // By the sums themselves, as they stand now: somebody else may have been quicker.
        const { persons } = (await view(volumeId, of, tx.fees)).account
        const line = persons.find(({ name }) => name === input.name)
        if (line?.due !== input.gross) throw new Fault('fee.due', { name: input.name })
        const made: Payment = { ...own, tax: Math.max(0, line.taxDue) }
        await tx.fees.addPayment(made)
        // Whom it was paid to is no matter of the audit's readers.
        const details = { payment: made.id, gross: made.gross, tax: made.tax, paidOn: made.paidOn }
        await tx.audit.append({ actor, act: 'fee.pay', subject: volumeId, details })
        return view(volumeId, of, tx.fees)
      })
    },
    async void(actor, paymentId, reason) {
      demand(actor, 'fee.keep')
      const voided = { reason, byName: await by(actor), at: instant(clock) }
      const volumeId = await transact(async (tx) => {
        const found = await tx.fees.payment(paymentId)
        if (!found) throw new Fault('payment.not-found', { id: paymentId })
        if (found.voided) throw new Fault('payment.void')
        await tx.fees.void(paymentId, voided)
        await tx.audit.append({ actor, act: 'fee.void', subject: found.volumeId, details: { payment: paymentId } })
        return found.volumeId
      })
      return view(volumeId, await reckoned(actor, await deps.contents(volumeId)))
    },
  }
}
