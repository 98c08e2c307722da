/** 重建索引: new indexes from the records while the present ones serve; what a crash interrupts goes on where it stood. */
import { setImmediate as othersTurn } from 'node:timers/promises'
import { Fault } from '../faults.ts'
import type { Item } from '../items/item.ts'
import type { ItemStore } from '../items/store.ts'
import type { JobQueue } from '../jobs/store.ts'
import type { Log } from '../ports/log.ts'
import { createPace } from '../ports/pace.ts'
import type { IndexOrigin, IndexStamp, Rebuild, SearchIndex } from '../ports/search-index.ts'
import type { Transact } from '../ports/transaction.ts'
import type { Documents } from './documents.ts'
import { isOutdated, writeTo } from './indexing.ts'

export const rebuildSteps = ['fill', 'merge', 'switch'] as const

/** Where a rebuild is: items that are in it for good, of all items; while merging pages of all pages. */
export interface RebuildState {
  /** `sqlite.fill`: the engine and the step. */
  phase: `${SearchIndex['engine']}.${(typeof rebuildSteps)[number]}`
  done: number
  total: number
}

export interface Rebuilding {
  /**
   * Makes new indexes, all or those that are outdated, and switches to each in one step. Called again with the same id it goes on where it was
   * interrupted. `report`: false = cancelled; what it throws interrupts. How many documents there are then, or null when cancelled.
   */
  rebuild(
    wanted: { id: string; isOutdatedOnly: boolean },
    report: (state: RebuildState) => Promise<boolean>,
  ): Promise<{ documents: number } | null>
  /** Whether any index is; one that cannot be reached may be. */
  isOutdated(): Promise<boolean>
  /** Removes what rebuilds other than these have left half-built. */
  clear(kept: readonly string[]): Promise<void>
}

/** Items taken at once: so many, or fewer long ones. */
const MOST_ITEMS = 50
const MOST_CHARACTERS = 300_000

export function createRebuilding(deps: {
  items: Pick<ItemStore, 'changedSince' | 'changes' | 'lastSeq'>
  documentsOf: (items: readonly Item[]) => Promise<Documents>
  transact: Transact<{ jobs: JobQueue }>
  indexes: readonly SearchIndex[]
  stamp: IndexStamp
  exclusively: <T>(work: () => Promise<T>) => Promise<T>
  log: Log
}): Rebuilding {
  const { items, indexes, stamp } = deps

  async function next(after: number): Promise<{ batch: Documents; upTo: number } | null> {
    const changed = await items.changedSince(after, MOST_ITEMS)
    let characters = 0
    const end = changed.findIndex(({ charCount }) => (characters += charCount) > MOST_CHARACTERS)
    const taken = end < 0 ? changed : changed.slice(0, Math.max(end, 1))
    if (taken.length === 0) return null
    return { batch: await deps.documentsOf(taken), upTo: taken.at(-1)!.indexSeq }
  }

  /** False = cancelled. The sequence up to which the new index was filled before the switch is written down in it. */
  async function replace(
    index: SearchIndex,
    fresh: Rebuild,
    report: (state: RebuildState) => Promise<boolean>,
  ): Promise<boolean> {
    let filledTo = fresh.filledTo
    const pace = createPace()
    const tell = async (step: 'fill' | 'switch') => {
      const started = performance.now()
      // What a crash would take back is not told as done.
      const { total, since } = await items.changes(fresh.keptTo)
      const goesOn = await report({ phase: `${index.engine}.${step}`, done: total - since, total })
      pace.written(started)
      return goesOn
    }
    const copy = async (): Promise<boolean> => {
      const found = await next(filledTo)
      if (!found) return false
      await fresh.fill({ ...found.batch, upTo: found.upTo })
      // Nothing here waits for anything: without this nobody else in the process, no job and no signal, would have a turn before the end.
      await othersTurn()
      filledTo = found.upTo
      return true
    }
    const fill = async (): Promise<boolean> => {
      if (!(await tell('fill'))) return false
      while (await copy()) if (pace.isDue() && !(await tell('fill'))) return false
      await fresh.settle()
      return tell('fill')
    }
    const merge = async (): Promise<boolean> => {
      for (;;) {
        const pages = await fresh.merge()
        await othersTurn()
        if (!pages) return true
        if (!(await report({ phase: `${index.engine}.merge`, ...pages }))) return false
      }
    }
    try {
      // Filled again, with what has changed while it was merged.
      if (!(await fill()) || !(await merge()) || !(await fill()) || !(await tell('switch'))) {
        await fresh.abandon()
        return false
      }
      await deps.exclusively(async () => {
        while (await copy());
        await fresh.settle()
        await fresh.complete()
      })
      return true
    } catch (error) {
      // Begun again, for it would be refused again; whatever else happened may end.
      const isHopeless = error instanceof Fault && error.code === 'search.refused'
      await (isHopeless ? fresh.abandon() : fresh.pause()).catch((cause) =>
        deps.log.warn({ err: cause }, 'a half-built index was left behind'),
      )
      throw error
    }
  }

  /** What was written beside the switch by another process may have gone to the former index. What the engine refused is its own job. */
  async function catchUp(index: SearchIndex, origin: IndexOrigin): Promise<void> {
    const until = await items.lastSeq()
    for (let seq = origin.filledTo; seq < until; ) {
      const found = await next(seq)
      if (!found) break
      await writeTo(index, found.batch)
      seq = found.upTo
    }
    for (const subject of origin.refused)
      await deps.transact((tx) => tx.jobs.add({ kind: 'index', subject, requestedBy: 'system' }))
  }

  /** By which rebuild an index was last finished: a try that waits for the other engine does not do that again. */
  const finished = new Map<SearchIndex, string>()

  return {
    async rebuild({ id, isOutdatedOnly }, report) {
      for (const index of indexes) {
        if (finished.get(index) === id) continue
        let origin = await index.origin()
        const isToBeMade = isOutdated(origin, stamp) || !(isOutdatedOnly || origin?.rebuild === id)
        if (isToBeMade) {
          if (!(await replace(index, await index.rebuild(id, stamp), report))) return null
          origin = await index.origin()
        }
        if (origin?.rebuild === id) await catchUp(index, origin)
        finished.set(index, id)
      }
      return { documents: await indexes.at(-1)!.count() }
    },
    async isOutdated() {
      for (const index of indexes) if (isOutdated(await index.origin().catch(() => null), stamp)) return true
      return false
    },
    async clear(kept) {
      for (const index of indexes)
        await index.clear(kept).catch((error) => deps.log.warn({ err: error }, 'a half-built index was left behind'))
    },
  }
}
