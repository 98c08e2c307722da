/** One `search-<FOLD_VERSION>-<n>.db`: documents with their keys, and a contentless FTS5 table over the keys (chinese-text.md §5). */
import { DatabaseSync } from 'node:sqlite'
import type { IndexDocument, IndexOrigin, IndexRemoval, IndexStamp, WriteOutcome } from '../../ports/search-index.ts'
import { diskFault } from './database.ts'
import { encodeAnchors, encodeKeys } from './search-keys.ts'

/** Tokens end at spaces only. FTS5 would drop these signs from texts and questions alike, and `甲 " 乙` would be found as 甲 乙. */
const signs = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'.replaceAll("'", "''").replaceAll('"', '""')

/** To be raised with every change of it. */
const SCHEMA_VERSION = 2

export const searchSchema = `
CREATE TABLE stamp (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE doc (
  number INTEGER PRIMARY KEY, item TEXT NOT NULL UNIQUE, index_seq INTEGER NOT NULL, removed INTEGER NOT NULL, change INTEGER NOT NULL,
  kind TEXT, category TEXT, genre TEXT, accession TEXT, access TEXT, names TEXT, day_min INTEGER, day_max INTEGER,
  title_sort TEXT, code_sort TEXT, mentions TEXT) STRICT;
CREATE INDEX doc_change ON doc (change);
CREATE TABLE keys (number INTEGER PRIMARY KEY, index_seq INTEGER NOT NULL, anchors BLOB NOT NULL, packed BLOB NOT NULL) STRICT;
CREATE VIRTUAL TABLE doc_fts USING fts5(title_key, author_key, names_key, key, plain_key, furniture_key, content='', contentless_delete=1, detail=full,
  tokenize="ascii tokenchars '${signs}'");
`

/**
 * For filling, by one process alone. A rollback journal costs least where nearly everything is added at the end (measured: as fast as none, WAL
 * a third slower), and what was committed outlives a crash of the process or the machine.
 */
export function openFilling(path: string): DatabaseSync {
  const connection = new DatabaseSync(path, { timeout: 5000 })
  connection.exec(
    'PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -64000; PRAGMA locking_mode = EXCLUSIVE',
  )
  return connection
}

export function createSearchFile(path: string, origin: IndexStamp & { rebuild: string }): DatabaseSync {
  const connection = openFilling(path)
  // What merging leaves empty can be given back in steps (search-fill.ts).
  connection.exec('PRAGMA auto_vacuum = INCREMENTAL')
  connection.exec(`BEGIN; ${searchSchema}; PRAGMA user_version = ${SCHEMA_VERSION}`)
  connection.exec("INSERT INTO doc_fts (doc_fts, rank) VALUES ('hashsize', 16777216)")
  const insert = connection.prepare('INSERT INTO stamp VALUES (?, ?)')
  for (const [name, value] of Object.entries({ ...origin, filledTo: 0 })) insert.run(name, String(value))
  connection.exec('COMMIT')
  return connection
}

export function openSearchFile(path: string, readOnly: boolean): DatabaseSync {
  const connection = new DatabaseSync(path, { readOnly, timeout: 5000 })
  connection.exec('PRAGMA cache_size = -16000')
  if (!readOnly)
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 33554432')
  return connection
}

/** Null also for a file of another schema: it is made anew, half-built or not. */
export function readOrigin(connection: DatabaseSync): IndexOrigin | null {
  if (connection.prepare('PRAGMA user_version').get()!.user_version !== SCHEMA_VERSION) return null
  const values = new Map(
    connection
      .prepare('SELECT name, value FROM stamp')
      .all()
      .map((row) => [row.name as string, row.value as string]),
  )
  const archiveId = values.get('archiveId')
  if (!archiveId) return null
  return {
    archiveId,
    epoch: Number(values.get('epoch')),
    foldVersion: Number(values.get('foldVersion')),
    layoutVersion: Number(values.get('layoutVersion')),
    datesVersion: Number(values.get('datesVersion')),
    documentVersion: Number(values.get('documentVersion')),
    rebuild: values.get('rebuild') ?? '',
    filledTo: Number(values.get('filledTo') ?? 0),
    refused: [],
  }
}

export interface SearchWriter {
  write(documents: readonly IndexDocument[]): WriteOutcome[]
  remove(removals: readonly IndexRemoval[]): WriteOutcome[]
}

/**
 * Writes all columns, on the never-reused number, and only what is newer. What is there already is replaced, never inserted again: a second plain
 * INSERT of a rowid is silently accepted by FTS5 and leaves phantom postings that no DELETE heals (measured, chinese-text.md §5).
 * `isFilling`: the caller ends the transactions of a file that nobody reads yet; FTS5 writes a segment at every commit.
 */
export function createSearchWriter(connection: DatabaseSync, { isFilling = false } = {}): SearchWriter {
  const seqOf = connection.prepare('SELECT index_seq FROM doc WHERE number = ?')
  const docRow = `INTO doc VALUES (${Array(16).fill('?').join(', ')})`
  const addDoc = connection.prepare(`INSERT ${docRow}`)
  const replaceDoc = connection.prepare(`INSERT OR REPLACE ${docRow}`)
  const ftsRow =
    'INTO doc_fts (rowid, title_key, author_key, names_key, key, plain_key, furniture_key) VALUES (?, ?, ?, ?, ?, ?, ?)'
  const addFts = connection.prepare(`INSERT ${ftsRow}`)
  const replaceFts = connection.prepare(`INSERT OR REPLACE ${ftsRow}`)
  const putKeys = connection.prepare('INSERT OR REPLACE INTO keys VALUES (?, ?, ?, ?)')
  const dropKeys = connection.prepare('DELETE FROM keys WHERE number = ?')
  const dropFts = connection.prepare('DELETE FROM doc_fts WHERE rowid = ?')
  const lastChange = connection.prepare('SELECT coalesce(max(change), 0) AS last FROM doc')
  let change = 0

  function all<T extends { item: string; number: number; seq: number }>(
    entries: readonly T[],
    put: (entry: T, isNew: boolean) => void,
  ): WriteOutcome[] {
    try {
      if (!connection.isTransaction) {
        connection.exec('BEGIN IMMEDIATE')
        // Another process may write beside this one, and no two changes may have one number.
        change = Number(lastChange.get()!.last)
      }
      const outcomes = entries.map((entry): WriteOutcome => {
        const present = seqOf.get(entry.number)?.index_seq as number | undefined
        if (present !== undefined && present >= entry.seq) return { item: entry.item, outcome: 'older' }
        put(entry, present === undefined)
        return { item: entry.item, outcome: 'written' }
      })
      if (!isFilling) connection.exec('COMMIT')
      return outcomes
    } catch (error) {
      // SQLite has rolled back by itself where the disk is what failed.
      if (connection.isTransaction) connection.exec('ROLLBACK')
      throw diskFault(error)
    }
  }

  return {
    write: (documents) =>
      all(documents, (d, isNew) => {
        ;(isNew ? addDoc : replaceDoc).run(
          d.number,
          d.item,
          d.seq,
          0,
          ++change,
          d.kind,
          d.category,
          d.genre,
          d.accession,
          d.access,
          JSON.stringify(d.names),
          d.dayMin,
          d.dayMax,
          d.titleSort,
          d.codeSort,
          JSON.stringify(d.mentions.flatMap(({ from, to }) => [from, to])),
        )
        ;(isNew ? addFts : replaceFts).run(
          d.number,
          d.titleKey,
          d.authorKey,
          d.namesKey,
          d.key,
          d.plainKey,
          d.furnitureKey,
        )
        putKeys.run(d.number, d.seq, encodeAnchors(d.anchors), encodeKeys(d))
      }),
    remove: (removals) =>
      all(removals, ({ number, item, seq }) => {
        replaceDoc.run(number, item, seq, 1, ++change, null, null, null, null, null, '{}', null, null, '', '', '[]')
        dropFts.run(number)
        dropKeys.run(number)
      }),
  }
}
