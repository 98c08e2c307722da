/** Filling a new search file while the present one serves. What a crash left half-built is found again by its rebuild, or thrown away. */
import { readdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Fault } from '../../faults.ts'
import { createPace } from '../../ports/pace.ts'
import { demandRoom } from '../../ports/room.ts'
import type { IndexOrigin, IndexStamp, Rebuild, SearchIndex } from '../../ports/search-index.ts'
import { diskFault } from './database.ts'
import { createSearchFile, createSearchWriter, openFilling, readOrigin } from './search-file.ts'

/** Pages of FTS5 merged in one step: about 50 ms, so that live writes and leases come in between. */
const MERGED_PAGES = 1000
/** Room that filling leaves to what people bring: a share of the disk, but no more bytes than this. */
const RESERVED_SHARE = 0.05
const MOST_RESERVED = 256 * (1 << 20)

const isSearchFile = /^search-(\d+)-(\d+)\.db$/

/** SQLite's own word for it: corrupt, or no database. */
const isDamage = (error: unknown) => [11, 26].includes(((error as { errcode?: number }).errcode ?? 0) & 0xff)

function remove(path: string): void {
  for (const end of ['', '-journal', '-wal', '-shm']) rmSync(path + end, { force: true })
}

/** `busy`: another process is filling it. */
function originOf(path: string): IndexOrigin | 'busy' | 'damaged' {
  let connection: DatabaseSync | undefined
  try {
    connection = new DatabaseSync(path, { timeout: 0 })
    return readOrigin(connection) ?? 'damaged'
  } catch (error) {
    // 5, 6, 10, 14: locked, or the disk's fault; anything else is no file of ours, or none any more.
    return [5, 6, 10, 14].includes(((error as { errcode?: number }).errcode ?? 0) & 0xff) ? 'busy' : 'damaged'
  } finally {
    connection?.close()
  }
}

/** Opened if every page is what its neighbours say it is, the FTS5 table's own too. */
function openedIfSound(path: string): DatabaseSync | null {
  let connection: DatabaseSync | undefined
  try {
    connection = openFilling(path)
    const said = Object.values(connection.prepare('PRAGMA quick_check(1)').get() ?? {})[0]
    if (said === 'ok') return connection
  } catch (error) {
    if (!isDamage(error)) throw error
  }
  connection?.close()
  return null
}

/** Bytes that may be written, and how many of these are not to be. */
function roomIn(folder: string): { free: number; reserved: number } {
  const { bavail, bsize, blocks } = statfsSync(folder)
  return { free: bavail * bsize, reserved: Math.min(blocks * bsize * RESERVED_SHARE, MOST_RESERVED) }
}

function leaveRoom(folder: string): void {
  const { free, reserved } = roomIn(folder)
  if (free < reserved) throw new Fault('storage.full')
}

/** With its log. */
const sizeOf = (path: string): number =>
  ['', '-wal'].reduce((sum, end) => sum + (statSync(path + end, { throwIfNoEntry: false })?.size ?? 0), 0)

/** `switched`: told after the new file became the present one. */
export function createFilling(options: {
  folder: string
  current: () => Promise<string | null>
  switchTo: (name: string) => Promise<void>
  switched: () => void
}): Pick<SearchIndex, 'rebuild' | 'clear'> {
  const { folder, current } = options
  const others = async () => {
    const present = await current()
    return readdirSync(folder).filter((name) => isSearchFile.test(name) && name !== present)
  }

  async function halfBuilt(id: string, stamp: IndexStamp): Promise<{ name: string; connection: DatabaseSync } | null> {
    for (const name of await others()) {
      const path = join(folder, name)
      const origin = originOf(path)
      if (origin === 'busy' || origin === 'damaged' || origin.rebuild !== id) continue
      if (Object.entries(stamp).every(([part, value]) => origin[part as keyof IndexStamp] === value)) {
        const connection = openedIfSound(path)
        if (connection) return { name, connection }
      }
      remove(path)
    }
    return null
  }

  function begin(id: string, stamp: IndexStamp): { name: string; connection: DatabaseSync } {
    const taken = readdirSync(folder).flatMap((name) => isSearchFile.exec(name)?.[2] ?? [])
    const name = `search-${stamp.foldVersion}-${Math.max(0, ...taken.map(Number)) + 1}.db`
    return { name, connection: createSearchFile(join(folder, name), { ...stamp, rebuild: id }) }
  }

  function fill(name: string, connection: DatabaseSync): Rebuild {
    const path = join(folder, name)
    const writer = createSearchWriter(connection, { isFilling: true })
    const mark = connection.prepare("UPDATE stamp SET value = ? WHERE name = 'filledTo'")
    const mergePages = connection.prepare("INSERT INTO doc_fts (doc_fts, rank) VALUES ('merge', ?)")
    const changes = connection.prepare('SELECT total_changes() AS n')
    const { filledTo } = readOrigin(connection)!
    const pace = createPace()
    let [taken, kept, merged, pages] = [filledTo, filledTo, 0, 0]

    const close = () => {
      if (connection.isOpen) connection.close()
    }
    /** A fault of the file itself takes it away: the next try begins anew. */
    const guarded = <T>(work: () => T): T => {
      try {
        return work()
      } catch (error) {
        if (!isDamage(error)) throw diskFault(error)
        close()
        remove(path)
        throw new Fault('search.unavailable', { reason: 'damaged' }, { cause: error })
      }
    }
    /** Whether there was anything to give back. */
    const giveBack = (): boolean => {
      const { freelist_count: empty } = connection.prepare('PRAGMA freelist_count').get()!
      if (Number(empty) > 0) connection.exec(`PRAGMA incremental_vacuum(${MERGED_PAGES})`)
      return Number(empty) > 0
    }
    const keep = () => {
      const started = performance.now()
      if (connection.isTransaction) {
        mark.run(String(taken))
        connection.exec('COMMIT')
      }
      kept = taken
      pace.written(started)
      leaveRoom(folder)
    }
    return {
      filledTo,
      get keptTo() {
        return kept
      },
      fill: async ({ documents, removals, upTo }) =>
        guarded(() => {
          writer.write(documents)
          writer.remove(removals)
          taken = upTo
          if (pace.isDue()) keep()
        }),
      settle: async () => guarded(keep),
      merge: async () =>
        guarded(() => {
          const before = Number(changes.get()!.n)
          if (pages === 0) pages = Number(connection.prepare('SELECT count(*) AS n FROM doc_fts_data').get()!.n)
          // The first step lays all segments together, the others go on with that; the last changes nothing any more.
          mergePages.run(merged === 0 ? -MERGED_PAGES : MERGED_PAGES)
          leaveRoom(folder)
          // The pages that merging has left empty are a third of a small file.
          if (Number(changes.get()!.n) - before < 2) return giveBack() ? { done: pages, total: pages } : null
          merged = Math.min(merged + MERGED_PAGES, pages)
          return { done: merged, total: pages }
        }),
      async complete() {
        const former = await current()
        close()
        // Also tells whether it is there at all.
        const handle = await open(path, 'r')
        await handle.sync()
        await handle.close()
        await options.switchTo(name)
        options.switched()
        // Readers that still have the former file open keep reading it until they notice.
        if (former !== null) remove(join(folder, former))
      },
      pause: async () => close(),
      async abandon() {
        if ((await current()) === name) return
        close()
        remove(path)
      },
    }
  }

  return {
    async rebuild(id, stamp) {
      try {
        const begun = await halfBuilt(id, stamp)
        try {
          const former = await current()
          const present = former === null ? 0 : sizeOf(join(folder, former))
          demandRoom({ present, made: begun ? sizeOf(join(folder, begun.name)) : 0, ...roomIn(folder) })
        } catch (error) {
          begun?.connection.close()
          throw error
        }
        const { name, connection } = begun ?? begin(id, stamp)
        return fill(name, connection)
      } catch (error) {
        throw diskFault(error)
      }
    },
    async clear(kept) {
      for (const name of await others()) {
        const origin = originOf(join(folder, name))
        if (origin !== 'busy' && (origin === 'damaged' || !kept.includes(origin.rebuild))) remove(join(folder, name))
      }
    },
  }
}
