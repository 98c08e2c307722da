/** The composition of the reader thread: search over read-only connections, and nothing that only the other processes need. */
import { join } from 'node:path'
import { createAuthorityStore } from '../adapters/sqlite/authorities.ts'
import { type Database, openDatabase, rememberingOne } from '../adapters/sqlite/database.ts'
import { createItemStore } from '../adapters/sqlite/items.ts'
import { readMeta, writeMeta } from '../adapters/sqlite/meta.ts'
import { createGuessStore } from '../adapters/sqlite/name-guesses.ts'
import { createObjectStore } from '../adapters/sqlite/objects.ts'
import { createPrintedStore } from '../adapters/sqlite/printed.ts'
import { createReuseReader } from '../adapters/sqlite/reuse-reader.ts'
import { createSqliteSearchIndex } from '../adapters/sqlite/search-index.ts'
import { createSettingStore } from '../adapters/sqlite/settings.ts'
import { createTextStore } from '../adapters/sqlite/texts.ts'
import { createThreadCaller } from '../adapters/thread/caller.ts'
import { writeLine } from '../api/line-formats.ts'
import { createNames } from '../authorities/name-list.ts'
import type { Config } from '../config.ts'
import type { SearchIndex } from '../ports/search-index.ts'
import { type Comparing, createComparing } from '../reuse/comparing.ts'
import { createSearch, type Search } from '../search/search.ts'
import { createDates } from '../settings/tables.ts'

export const archiveFile = (config: Config): string => join(config.storageDir, 'archive.db')
export const derivativesDir = (config: Config): string => join(config.storageDir, 'derivatives')

export function embeddedIndex(config: Config, db: Database, readOnly: boolean) {
  return createSqliteSearchIndex({
    folder: derivativesDir(config),
    current: rememberingOne(db, () => readMeta(db, 'searchFile')),
    switchTo: (name) => writeMeta(db, 'searchFile', name),
    readOnly,
  })
}

/** The engine that answers: Elasticsearch where one is configured (only then is its client loaded), else the embedded one. */
export async function answeringIndex(config: Config, embedded: SearchIndex): Promise<SearchIndex> {
  if (!config.elasticsearch) return embedded
  const { createElasticsearchIndex } = await import('../adapters/elasticsearch/search-index.ts')
  return createElasticsearchIndex(config.elasticsearch)
}

/** What the web process asks of the reader thread. */
export type Reading = Search & Comparing

export async function createReading(config: Config): Promise<Reading> {
  const db = openDatabase(archiveFile(config), { readOnly: true })
  const embedded = embeddedIndex(config, db, true)
  const index = await answeringIndex(config, embedded)
  const authorities = createAuthorityStore(db)
  const items = createItemStore(db)
  const texts = createTextStore(db)
  const search = createSearch({
    items,
    objects: createObjectStore(db),
    texts,
    printed: createPrintedStore(db),
    index,
    embedded,
    dates: createDates(createSettingStore(db)),
    authorities,
    guesses: createGuessStore(db),
    names: createNames(authorities),
    write: writeLine,
  })
  return { ...search, ...createComparing({ items, texts, pairs: createReuseReader(db) }) }
}

/** As the web process calls it: in the reader thread. */
export function createRemoteReading(config: Config): { search: Reading; warm(): void; close(): Promise<void> } {
  const thread = createThreadCaller(new URL('./reader.ts', import.meta.url), config)
  const call =
    (name: keyof Reading) =>
    (...args: unknown[]) =>
      thread.call(name, args)
  const search = {
    search: call('search'),
    occurrences: call('occurrences'),
    exportPage: call('exportPage'),
    numbers: call('numbers'),
    countAll: call('countAll'),
    concordance: call('concordance'),
    concordanceBatch: call('concordanceBatch'),
    quotations: call('quotations'),
    related: call('related'),
    suggest: call('suggest'),
    names: call('names'),
    datesOf: call('datesOf'),
    standing: call('standing'),
    sideBySide: call('sideBySide'),
    reusePairs: call('reusePairs'),
  } as Reading
  return { search, warm: () => thread.warm(), close: () => thread.close() }
}
