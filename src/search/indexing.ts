/** 入索引: telling the indexes what changed. */
import type { Item } from '../items/item.ts'
import type { ItemStore } from '../items/store.ts'
import type { Job, Outcome } from '../jobs/job.ts'
import type { Log } from '../ports/log.ts'
import type { IndexOrigin, IndexStamp, SearchIndex, WriteOutcome } from '../ports/search-index.ts'
import type { Transact } from '../ports/transaction.ts'
import type { Documents } from './documents.ts'

export interface Indexing {
  /** Runs `index` jobs, a batch at once. The item counts as searchable when the engine that answers (the last one) has it. */
  index(jobs: readonly Job[]): Promise<Outcome[]>
  /** Live writes and this take turns: the last of a rebuild and its switch, so that nothing is missing in between. */
  exclusively<T>(work: () => Promise<T>): Promise<T>
}

/** Whether an index is missing or was made for another archive, another life of it, or other rules. */
export const isOutdated = (origin: IndexOrigin | null, stamp: IndexStamp): boolean =>
  !origin || Object.entries(stamp).some(([name, value]) => origin[name as keyof IndexStamp] !== value)

export async function writeTo(index: SearchIndex, batch: Documents): Promise<WriteOutcome[]> {
  const written = batch.documents.length ? await index.write(batch.documents) : []
  const removed = batch.removals.length ? await index.remove(batch.removals) : []
  return [...written, ...removed]
}

export function createIndexing(deps: {
  items: Pick<ItemStore, 'getMany'>
  documentsOf: (items: readonly Item[]) => Promise<Documents>
  transact: Transact<{ items: ItemStore }>
  /** The embedded index first; with an Elasticsearch, that one last. */
  indexes: readonly SearchIndex[]
  stamp: IndexStamp
  log: Log
}): Indexing {
  let turn: Promise<unknown> = Promise.resolve()
  function exclusively<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work, work)
    turn = mine.catch(() => undefined)
    return mine
  }

  return {
    exclusively,
    index: (jobs) =>
      exclusively(async () => {
        const changed = await deps.items.getMany(jobs.map((job) => job.subject))
        const batch = await deps.documentsOf(changed)
        const refused = new Map<string, Outcome>()
        for (const index of deps.indexes) {
          const failed = (await writeTo(index, batch)).filter(({ outcome }) => outcome === 'failed')
          if (failed.length === 0) continue
          deps.log.warn({ failed }, 'documents refused by the index')
          // An index of other rules may not know what these documents are made of: the rebuild will take them in.
          const is = isOutdated(await index.origin(), deps.stamp) ? 'later' : 'again'
          for (const { item } of failed) refused.set(item, { is, problem: { code: 'search.unavailable' } })
        }
        const sound = changed.filter((item) => !refused.has(item.id))
        for (let i = 0; i < sound.length; i += 50)
          await deps.transact((tx) =>
            tx.items.indexed(sound.slice(i, i + 50).map(({ id, indexSeq }) => ({ id, seq: indexSeq }))),
          )
        return jobs.map((job) => refused.get(job.subject) ?? { is: 'done' })
      }),
  }
}
