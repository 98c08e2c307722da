/** 件 as those who may read it see it. */
import type { AuthorityStore } from '../authorities/store.ts'
import { Fault } from '../faults.ts'
import { type Actor, demandReader, may, mayDownload, mayRead, scope } from '../policy.ts'
import type { PrintedIn } from '../printed/printed.ts'
import type { PrintedStore } from '../printed/store.ts'
import type { Reuse } from '../reuse/reuse.ts'
import type { ReuseBrief } from '../reuse/store.ts'
import { accessOf, type DigitalObject, type Item } from './item.ts'
import type { ItemStore, ObjectStore } from './store.ts'

export interface ItemView {
  item: Item
  objects: DigitalObject[]
  /** Items that came out of this archive file. */
  members: string[]
  /** What else its text stands in, as far as the caller may read that. */
  reuse: ReuseBrief | null
  /** 已刊: where it is printed. */
  printed: PrintedIn | null
}

export function createViews(deps: {
  items: ItemStore
  objects: ObjectStore
  authorities: Pick<AuthorityStore, 'present'>
  reuse: Pick<Reuse, 'brief'>
  printed: Pick<PrintedStore, 'ofItems'>
}) {
  const { items, objects } = deps

  const isReadable = (actor: Actor, item: Item): boolean =>
    mayRead(actor, { id: item.id, access: accessOf(item) }) && (!item.deleted || may(actor, 'item.delete'))
  /** A hidden item is an absent one. */
  async function readable(actor: Actor, id: string): Promise<Item> {
    demandReader(actor)
    const item = await items.get(id)
    if (!item || !isReadable(actor, item)) throw new Fault('item.not-found', { id })
    return item
  }
  /** As readers see their links: what was merged into another is that other one. */
  async function linked(found: readonly Item[]): Promise<Item[]> {
    const ids = [...new Set(found.flatMap(({ description }) => description.authorities ?? []))]
    if (ids.length === 0) return [...found]
    const now = new Map((await deps.authorities.present(ids)).map((one) => [one.id, one.now]))
    return found.map((item) => {
      const { authorities } = item.description
      if (!authorities) return item
      const present = new Set(authorities.flatMap((id) => now.get(id) ?? []))
      return { ...item, description: { ...item.description, authorities: [...present] } }
    })
  }
  async function views(some: readonly Item[], actor: Actor): Promise<ItemView[]> {
    const found = await linked(some)
    const ids = found.map((item) => item.id)
    const all = await objects.ofItems(ids)
    const reuses = await deps.reuse.brief(actor, ids)
    const printings = await deps.printed.ofItems(ids)
    const byItem = Map.groupBy(all, (object) => object.itemId)
    // An archive file that the caller may not read is not named by what came out of it.
    const containers = await items.getMany([...new Set(found.flatMap(({ containerId }) => containerId ?? []))])
    const named = new Set(containers.filter((one) => isReadable(actor, one)).map(({ id }) => id))
    return found.map((item) => {
      const own = byItem.get(item.id) ?? []
      const reuse = reuses.get(item.id) ?? null
      const told = { members: [], reuse, printed: printings.get(item.id) ?? null }
      if (item.containerId === null || named.has(item.containerId)) return { item, objects: own, ...told }
      const objectsAlone = own.map((object) => ({ ...object, derivedFrom: null }))
      return { item: { ...item, containerId: null }, objects: objectsAlone, ...told }
    })
  }
  async function view(item: Item, actor: Actor): Promise<ItemView> {
    const [one] = await views([item], actor)
    if (item.kind !== 'object') return one!
    const members = await items.list({ container: item.id, deleted: false }, scope(actor), 'number', {
      from: 0,
      size: 10_000,
    })
    return { ...one!, members: members.items.map((member) => member.id) }
  }
  /** Faults object.not-found, login.required, act.forbidden. */
  async function object(
    actor: Actor,
    objectId: string,
    use: 'download' | 'see',
  ): Promise<{ object: DigitalObject; item: Item }> {
    demandReader(actor)
    const found = await objects.get(objectId)
    const item = found && (await items.get(found.itemId))
    if (!item || !isReadable(actor, item)) throw new Fault('object.not-found', { id: objectId })
    if (use === 'download' && actor.id === null) throw new Fault('login.required')
    // Of a file that is of several items, its bytes tell of them all.
    const isOfMany = found.part !== null && !may(actor, 'original.download')
    if (use === 'download' && (isOfMany || !mayDownload(actor, { id: item.id, access: accessOf(item) })))
      throw new Fault('act.forbidden', { act: 'original.download' })
    return { object: found, item }
  }
  return { readable, views, view, object }
}
