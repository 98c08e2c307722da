/** 入索引: telling the indexes what changed, and making them anew from the records. */
import type { NameList } from '../authorities/name-list.ts'
import { Fault } from '../faults.ts'
import { dayNumber } from '../hanzi/dates/dates.ts'
import { LAYOUT_VERSION, type Layout, NO_LAYOUT } from '../hanzi/layout/layout.ts'
import type { DigitalObject, Item } from '../items/item.ts'
import type { ItemStore, ObjectStore } from '../items/store.ts'
import type { Job, Outcome } from '../jobs/job.ts'
import type { Log } from '../ports/log.ts'
import type {
  IndexDocument,
  IndexRemoval,
  IndexStamp,
  Rebuild,
  SearchIndex,
  WriteOutcome,
} from '../ports/search-index.ts'
import type { Transact } from '../ports/transaction.ts'
import type { Dates } from '../settings/tables.ts'
import type { PresentText, TextStore } from '../texts/store.ts'
import { laidOut } from '../texts/text.ts'
import { namesOfItem } from './names.ts'
import { mentionsIn, namesOf, project } from './projection.ts'

export interface Indexing {
  /** Runs `index` jobs, a batch at once. The item counts as searchable when the engine that answers (the last one) has it. */
  index(jobs: readonly Job[]): Promise<Outcome[]>
  /** Makes new indexes from the records while the present ones serve, then switches. `report(done, total)`; false = cancelled. */
  rebuild(report: (done: number, total: number) => Promise<boolean>): Promise<{ documents: number }>
  /** Whether an index is missing or was made for another archive, another life of it, or other rules. */
  isOutdated(): Promise<boolean>
}

const REBUILD_BATCH = 200
const LAYOUTS = 20
const OPEN = 3_652_425

/** Bounds for the index; an open side reaches 10,000 years. */
function daysOf(item: Item): { min: number; max: number } | null {
  const { start = null, end = null } = item.date ?? {}
  if (start === null && end === null) return null
  return { min: start === null ? -OPEN : dayNumber(start), max: end === null ? OPEN : dayNumber(end) }
}

export function createIndexing(deps: {
  items: ItemStore
  objects: ObjectStore
  texts: TextStore
  transact: Transact<{ items: ItemStore; texts: TextStore }>
  /** The embedded index first; with an Elasticsearch, that one last. */
  indexes: readonly SearchIndex[]
  dates: Dates
  names: () => Promise<NameList>
  stamp: IndexStamp
  log: Log
}): Indexing {
  const { items, indexes, stamp, log } = deps

  /** Live writes and the switch of a rebuild take turns, so that no write falls between the two. */
  let turn: Promise<unknown> = Promise.resolve()
  function exclusively<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work, work)
    turn = mine.catch(() => undefined)
    return mine
  }

  /** Texts with their layout; what is not yet laid out by the present rules is, and kept. */
  async function laidOutTexts(of: readonly Item[]): Promise<(PresentText & { layout: Layout })[]> {
    const present = await deps.texts.present(of.map(({ id }) => id))
    const stale = present.filter(({ layoutVersion }) => layoutVersion !== LAYOUT_VERSION)
    if (stale.length > 0) {
      const pages = Map.groupBy(
        await deps.texts.presentPages(stale.map(({ itemId }) => itemId)),
        ({ itemId }) => itemId,
      )
      for (const row of stale) row.layout = laidOut(row.text, pages.get(row.itemId) ?? [])
      const made = stale.map(({ itemId, revision, layout }) => ({ itemId, revision, layout: layout! }))
      for (let i = 0; i < made.length; i += LAYOUTS)
        await deps.transact(async (tx) => {
          const batch = made.slice(i, i + LAYOUTS)
          // What has changed meanwhile, its pages perhaps, is laid out by the job that the change has left.
          const seqs = new Map(
            (await tx.items.getMany(batch.map(({ itemId }) => itemId))).map((now) => [now.id, now.indexSeq]),
          )
          const still = new Set(of.filter(({ id, indexSeq }) => seqs.get(id) === indexSeq).map(({ id }) => id))
          await tx.texts.setLayouts(
            LAYOUT_VERSION,
            batch.filter(({ itemId }) => still.has(itemId)),
          )
        })
    }
    return present as (PresentText & { layout: Layout })[]
  }

  async function documents(
    changed: readonly Item[],
  ): Promise<{ documents: IndexDocument[]; removals: IndexRemoval[] }> {
    const alive = changed.filter((item) => !item.deleted)
    const [dates, list] = [await deps.dates(), await deps.names()]
    const ids = alive.map((item) => item.id)
    const texts = new Map((await laidOutTexts(alive)).map((row) => [row.itemId, row]))
    const objects = Map.groupBy(await deps.objects.ofItems(ids), (object) => object.itemId) as Map<
      string,
      DigitalObject[]
    >
    return {
      documents: alive.map((item) => {
        const { text, layout } = texts.get(item.id) ?? { text: '', layout: NO_LAYOUT }
        return project(item, {
          text,
          layout,
          names: namesOf(item, objects.get(item.id) ?? []),
          named: namesOfItem(list, item, text, layout),
          days: daysOf(item),
          mentions: mentionsIn(text, dates),
        })
      }),
      removals: changed
        .filter((item) => item.deleted)
        .map((item) => ({ item: item.id, number: item.number, seq: item.indexSeq })),
    }
  }

  async function writeTo(
    target: Pick<Rebuild, 'write' | 'remove'>,
    batch: Awaited<ReturnType<typeof documents>>,
  ): Promise<WriteOutcome[]> {
    const written = batch.documents.length ? await target.write(batch.documents) : []
    const removed = batch.removals.length ? await target.remove(batch.removals) : []
    return [...written, ...removed]
  }

  async function acknowledge(changed: readonly Item[]): Promise<void> {
    await deps.transact((tx) => tx.items.indexed(changed.map((item) => ({ id: item.id, seq: item.indexSeq }))))
  }

  /** What a rebuild has finished before an engine went away, with its documents: the next try does not make it again. */
  const made = new Map<SearchIndex, number>()

  async function rebuildOne(
    index: SearchIndex,
    report: (done: number, total: number) => Promise<boolean>,
  ): Promise<number | null> {
    const total = (await items.lastSeq()) || 1
    const fresh = await index.rebuild(stamp)
    let seq = 0
    let count = 0
    const copy = async (): Promise<boolean> => {
      const changed = await items.changedSince(seq, REBUILD_BATCH)
      if (changed.length === 0) return false
      const failed = (await writeTo(fresh, await documents(changed))).find((outcome) => outcome.outcome === 'failed')
      if (failed) throw new Fault('search.unavailable', {}, { cause: new Error(failed.reason) })
      seq = changed.at(-1)!.indexSeq
      count += changed.length
      return true
    }
    try {
      while (await copy()) {
        if (!(await report(Math.min(seq, total), total))) {
          await fresh.abandon()
          return null
        }
      }
      // The last few, and the switch, while live writes wait.
      await exclusively(async () => {
        while (await copy());
        await fresh.complete()
      })
      return count
    } catch (error) {
      await fresh.abandon().catch((cause) => log.error({ err: cause }, 'a half-made index was left behind'))
      throw error
    }
  }

  return {
    index: (jobs) =>
      exclusively(async () => {
        const changed = await items.getMany(jobs.map((job) => job.subject))
        const batch = await documents(changed)
        const failed = new Map<string, string>()
        for (const index of indexes) {
          for (const { item, outcome, reason } of await writeTo(index, batch))
            if (outcome === 'failed') failed.set(item, reason ?? '')
        }
        const sound = changed.filter((item) => !failed.has(item.id))
        for (let i = 0; i < sound.length; i += 50) await acknowledge(sound.slice(i, i + 50))
        if (failed.size) log.warn({ failed: [...failed] }, 'documents refused by the index')
        return jobs.map(
          (job): Outcome =>
            failed.has(job.subject) ? { is: 'again', problem: { code: 'search.unavailable' } } : { is: 'done' },
        )
      }),
    async rebuild(report) {
      for (const index of indexes) {
        if (made.has(index)) continue
        const count = await rebuildOne(index, report)
        if (count === null) break
        made.set(index, count)
      }
      const documents = made.get(indexes.at(-1)!) ?? 0
      made.clear()
      return { documents }
    },
    async isOutdated() {
      for (const index of indexes) {
        const present = await index.stamp()
        if (!present || Object.entries(stamp).some(([name, value]) => present[name as keyof IndexStamp] !== value))
          return true
      }
      return false
    },
  }
}
