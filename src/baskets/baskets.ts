/** 选材篮 use-cases. A basket is its owner's alone; what it holds is shown as far as the owner may read it at that moment. */
import { randomUUID } from 'node:crypto'
import type { AuditStore } from '../audit/store.ts'
import type { Citations } from '../citations/citations.ts'
import { Fault } from '../faults.ts'
import type { Items } from '../items/items.ts'
import { type Actor, demand } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import { type Page, pageOf } from '../ports/page.ts'
import { said } from '../ports/patch.ts'
import type { Transact } from '../ports/transaction.ts'
import type { WordWriter } from '../ports/word-writer.ts'
import type { SearchFilters } from '../search/input.ts'
import type { Search } from '../search/search.ts'
import { type Basket, type BasketEntry, type EntryView, MOST_BASKETS, MOST_ENTRIES } from './basket.ts'
import { documentOf } from './document.ts'
import type { BasketPatch, EntryPatch, NewBasket, NewEntry, NewItems } from './input.ts'
import type { BasketStore, Counted } from './store.ts'

/** Faults of every one: basket.not-found, also for somebody else's. */
export interface Baskets {
  list(actor: Actor, page: Page): Promise<{ total: number; items: Counted[] }>
  get(actor: Actor, id: string): Promise<Basket>
  /** Fault basket.too-many. */
  create(actor: Actor, input: NewBasket): Promise<Basket>
  change(actor: Actor, id: string, patch: BasketPatch): Promise<Basket>
  delete(actor: Actor, id: string): Promise<void>
  entries(actor: Actor, id: string, page: Page): Promise<{ total: number; items: EntryView[] }>
  /** Faults item.not-found, item.no-text, citation.range, basket.full. What is in it already stays as it is. */
  add(actor: Actor, id: string, input: NewEntry): Promise<EntryView>
  /** Every hit of a search as a whole item, those in it already left out, until the basket is full. */
  addHits(actor: Actor, id: string, filters: SearchFilters): Promise<{ added: number; isFull: boolean }>
  /** Likewise of these items; what the actor may not read is left out. */
  addItems(actor: Actor, id: string, input: NewItems): Promise<{ added: number; isFull: boolean }>
  /** Fault basket.entry-not-found. */
  changeEntry(actor: Actor, id: string, entryId: string, patch: EntryPatch): Promise<void>
  remove(actor: Actor, id: string, entryId: string): Promise<void>
  /** Fault basket.order unless `ids` are its entries, each once. */
  setOrder(actor: Actor, id: string, ids: readonly string[]): Promise<void>
  /** A Word file: quotations with their sources as footnotes, and a list of the sources. */
  asWord(actor: Actor, id: string): Promise<{ title: string; data: Buffer }>
}

const whole = (itemId: string) => ({ itemId, textRevision: null, range: null, note: '' })
const isSame = (a: BasketEntry, b: Pick<BasketEntry, 'itemId' | 'textRevision' | 'range'>) =>
  a.itemId === b.itemId &&
  a.textRevision === b.textRevision &&
  a.range?.start === b.range?.start &&
  a.range?.end === b.range?.end

export function createBaskets(deps: {
  baskets: BasketStore
  items: Pick<Items, 'get'>
  citations: Citations
  search: Pick<Search, 'exportPage'>
  word: WordWriter
  transact: Transact<{ baskets: BasketStore; audit: AuditStore }>
  clock: Clock
}): Baskets {
  const { baskets, transact, clock } = deps

  async function own(actor: Actor, id: string, from: BasketStore = baskets): Promise<Basket> {
    demand(actor, 'basket.own')
    const basket = await from.get(id)
    if (basket?.ownerId !== actor.id) throw new Fault('basket.not-found', { id })
    return basket
  }
  async function isThere(actor: Actor, itemId: string): Promise<boolean> {
    try {
      await deps.items.get(actor, itemId)
      return true
    } catch (error) {
      if (error instanceof Fault) return false
      throw error
    }
  }
  /** What cannot be shown any more is not a failure of the basket. */
  async function view(actor: Actor, entry: BasketEntry): Promise<EntryView> {
    try {
      const { item } = await deps.items.get(actor, entry.itemId)
      return { entry, shown: { item, cited: await deps.citations.passage(actor, entry) } }
    } catch (error) {
      if (error instanceof Fault) return { entry, shown: null }
      throw error
    }
  }
  /** Each where it is not yet, at the end. `transact` sees what others have put in meanwhile. */
  const put = (
    actor: Actor,
    id: string,
    wanted: readonly Omit<BasketEntry, 'id' | 'basketId' | 'order' | 'createdAt'>[],
  ) =>
    transact(async (tx) => {
      await own(actor, id, tx.baskets)
      const present = await tx.baskets.entries(id)
      const order = (present.at(-1)?.order ?? -1) + 1
      const fresh = wanted.filter((one) => !present.some((entry) => isSame(entry, one)))
      const fitting = fresh.slice(0, MOST_ENTRIES - present.length)
      const made = fitting.map((one, i) => ({
        ...one,
        id: randomUUID(),
        basketId: id,
        order: order + i,
        createdAt: instant(clock),
      }))
      await tx.baskets.insertEntries(made)
      if (made.length) await tx.baskets.update(id, { updatedAt: instant(clock) })
      return { present, made, isFull: fitting.length < fresh.length }
    })

  return {
    async list(actor, page) {
      demand(actor, 'basket.own')
      return pageOf(await baskets.ofOwner(actor.id!), page)
    },
    get: own,
    async create(actor, { title, note }) {
      demand(actor, 'basket.own')
      const now = instant(clock)
      const basket = { id: randomUUID(), ownerId: actor.id!, title, note, createdAt: now, updatedAt: now }
      await transact(async (tx) => {
        if ((await tx.baskets.ofOwner(basket.ownerId)).length >= MOST_BASKETS)
          throw new Fault('basket.too-many', { limit: MOST_BASKETS })
        await tx.baskets.insert(basket)
      })
      return basket
    },
    async change(actor, id, patch) {
      await own(actor, id)
      await baskets.update(id, { ...said(patch), updatedAt: instant(clock) })
      return own(actor, id)
    },
    delete: (actor, id) =>
      transact(async (tx) => {
        await own(actor, id, tx.baskets)
        await tx.baskets.delete(id)
      }),
    async entries(actor, id, page) {
      await own(actor, id)
      const { total, items } = pageOf(await baskets.entries(id), page)
      return { total, items: await Promise.all(items.map((entry) => view(actor, entry))) }
    },
    async add(actor, id, { itemId, start, end, textRevision = null, note }) {
      await own(actor, id)
      const range = start === undefined || end === undefined ? null : { start, end }
      const cited = await deps.citations.passage(actor, { itemId, textRevision, range })
      const wanted = { itemId, textRevision: cited.textRevision, range, note }
      const { present, made, isFull } = await put(actor, id, [wanted])
      if (isFull) throw new Fault('basket.full', { limit: MOST_ENTRIES })
      return view(actor, made[0] ?? present.find((entry) => isSame(entry, wanted))!)
    },
    async addHits(actor, id, filters) {
      await own(actor, id)
      let added = 0
      for (let after: number | null = 0; after !== null; ) {
        const page = await deps.search.exportPage(actor, filters, after)
        const { made, isFull } = await put(
          actor,
          id,
          page.items.map(({ item }) => whole(item.id)),
        )
        added += made.length
        if (isFull) return { added, isFull }
        after = page.next
      }
      return { added, isFull: false }
    },
    async addItems(actor, id, { itemIds }) {
      await own(actor, id)
      const wanted: string[] = []
      for (const itemId of new Set(itemIds)) if (await isThere(actor, itemId)) wanted.push(itemId)
      const { made, isFull } = await put(actor, id, wanted.map(whole))
      return { added: made.length, isFull }
    },
    changeEntry: (actor, id, entryId, { note, place }) =>
      transact(async (tx) => {
        await own(actor, id, tx.baskets)
        const missing = () => new Fault('basket.entry-not-found', { id: entryId })
        if (note !== undefined && !(await tx.baskets.setNote(id, entryId, note))) throw missing()
        if (place === undefined) return
        const ids = (await tx.baskets.entries(id)).map((entry) => entry.id)
        if (!ids.includes(entryId)) throw missing()
        await tx.baskets.setOrder(id, ids.filter((one) => one !== entryId).toSpliced(place, 0, entryId))
      }),
    async remove(actor, id, entryId) {
      await own(actor, id)
      if (!(await baskets.deleteEntry(id, entryId))) throw new Fault('basket.entry-not-found', { id: entryId })
    },
    setOrder: (actor, id, ids) =>
      transact(async (tx) => {
        await own(actor, id, tx.baskets)
        const present = new Set((await tx.baskets.entries(id)).map((entry) => entry.id))
        if (ids.length !== present.size || new Set(ids).size !== ids.length || ids.some((one) => !present.has(one)))
          throw new Fault('basket.order')
        await tx.baskets.setOrder(id, ids)
      }),
    async asWord(actor, id) {
      const basket = await own(actor, id)
      const views: EntryView[] = []
      for (const entry of await baskets.entries(id)) views.push(await view(actor, entry))
      const data = await deps.word.write(documentOf(basket, views))
      await transact((tx) =>
        tx.audit.append({ actor, act: 'basket.export', subject: id, details: { entries: views.length } }),
      )
      return { title: basket.title, data }
    },
  }
}
