/** archive.db: one connection through Kysely over node:sqlite, WAL, every commit on disk (FULL). */
import { createHash } from 'node:crypto'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { type CompiledQuery, Kysely, type RawBuilder, SqliteDialect, sql } from 'kysely'
import { Fault } from '../../faults.ts'
import { migrations } from './migrations.ts'
import type { Schema } from './schema.ts'

export type Database = Kysely<Schema>

/**
 * Kysely's own SqliteDialect wants a better-sqlite3-shaped object; this is that shape over node:sqlite.
 * `begin` becomes `begin immediate`: a transaction that reads first would otherwise fail when it comes to write.
 * Every statement fails with a fault where the disk is what failed, inside a transaction or not.
 */
function shape(connection: DatabaseSync, changed: () => void) {
  const statements = new Map<string, ReturnType<typeof wrap>>()
  function wrap(text: string) {
    const statement = asFault(() => connection.prepare(text))
    // A full or failing disk makes SQLite itself roll back; a second rollback would hide why.
    const isNeeded = () => text !== 'rollback' || connection.isTransaction
    const isChange = !/^\s*(?:select|pragma)\b/i.test(text)
    return {
      reader: statement.columns().length > 0,
      all(values: readonly unknown[]) {
        if (isChange) changed()
        return asFault(() => statement.all(...(values as SQLInputValue[])))
      },
      run(values: readonly unknown[]) {
        changed()
        if (!isNeeded()) return { changes: 0, lastInsertRowid: 0 }
        return asFault(() => statement.run(...(values as SQLInputValue[])))
      },
      iterate: (values: readonly unknown[]) => statement.iterate(...(values as SQLInputValue[])),
    }
  }
  return {
    close: () => connection.close(),
    prepare(text: string) {
      const wanted = text === 'begin' ? 'begin immediate' : text
      let statement = statements.get(wanted)
      if (!statement) {
        statement = wrap(wanted)
        // Kysely's texts are few; a list of ids of changing length makes many: those are not kept.
        if (statements.size < 500) statements.set(wanted, statement)
      }
      return statement
    },
  }
}

function migrate(connection: DatabaseSync): void {
  connection.exec(
    'CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT',
  )
  const known = new Map(
    connection
      .prepare('SELECT name, hash FROM migrations')
      .all()
      .map((row) => [row.name as string, row.hash as string]),
  )
  for (const { name, sql: text } of migrations) {
    const hash = createHash('sha256').update(text).digest('hex')
    if (known.has(name)) {
      if (known.get(name) !== hash) throw new Error(`migration ${name} was changed after it was applied`)
      continue
    }
    connection.exec('BEGIN IMMEDIATE')
    try {
      // Another process may have migrated while this one waited for the lock.
      if (!connection.prepare('SELECT 1 FROM migrations WHERE name = ?').get(name)) {
        connection.exec(text)
        connection.prepare('INSERT INTO migrations VALUES (?, ?, ?)').run(name, hash, new Date().toISOString())
      }
      connection.exec('COMMIT')
    } catch (error) {
      connection.exec('ROLLBACK')
      throw error
    }
  }
}

/** Opens (and migrates) the archive's records. `readOnly` for the reader thread: no migration, no write. */
export function openDatabase(file: string, options: { readOnly?: boolean } = {}): Database {
  const connection = new DatabaseSync(file, { readOnly: options.readOnly ?? false, timeout: 5000 })
  connection.exec('PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY')
  if (!options.readOnly) {
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864')
    migrate(connection)
  }
  let own = 0
  const changed = () => {
    own++
  }
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: shape(connection, changed) }) })
  const others = connection.prepare('PRAGMA data_version')
  others.setReturnArrays(true)
  // What others commit is looked for once in a turn of the event loop: no request that began after their commit can miss it.
  let theirs: number | null = null
  const forget = () => {
    theirs = null
  }
  states.set(db, () => {
    if (theirs === null) {
      theirs = Number((others.get() as unknown as [number])[0])
      setImmediate(forget)
    }
    return theirs * 2 ** 32 + own
  })
  return db
}

/** The right side of `in`: a list of any length, as one parameter. */
export const among = <Value extends string | number>(values: readonly Value[]) =>
  sql<Value>`(select value from json_each(${JSON.stringify(values)}))`

/** A number that changes with every change anybody commits, and with every change of this connection. */
const states = new WeakMap<Database, () => number>()
const MAX_REMEMBERED = 2000
/** Longer lists are of those that walk through everything: they would push out what is asked for often. */
const MAX_REMEMBERED_LIST = 50

/**
 * Remembers what `load` gave for ids, nothing too, until anything at all changes in the database, in this process or another; what is not known is
 * loaded at once. What is remembered is shared: nobody may change it. Inside a transaction nothing is remembered.
 */
export function rememberingEach<Value extends object>(
  db: Database,
  load: (ids: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
) {
  const state = states.get(db)
  if (!state) return { many: load, one: async (id: string) => (await load([id])).get(id) }
  const known = new Map<string, Value | null>()
  let seen = -1
  const forgetFormer = () => {
    const now = state()
    if (now !== seen || known.size >= MAX_REMEMBERED) known.clear()
    seen = now
  }
  const loaded = async (ids: readonly string[]) => {
    const before = state()
    const found = await load(ids)
    if (state() === before)
      for (const id of ids) {
        const value = found.get(id)
        known.set(id, value === undefined ? null : Object.freeze(value))
      }
    return found
  }
  return {
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, Value>> {
      if (ids.length > MAX_REMEMBERED_LIST) return load(ids)
      forgetFormer()
      const found = new Map<string, Value>()
      const missing: string[] = []
      for (const id of ids) {
        const hit = known.get(id)
        if (hit) found.set(id, hit)
        else if (hit === undefined) missing.push(id)
      }
      if (missing.length === 0) return found
      for (const [id, value] of await loaded(missing)) found.set(id, value)
      return found
    },
    async one(id: string): Promise<Value | undefined> {
      forgetFormer()
      const hit = known.get(id)
      return hit === undefined ? (await loaded([id])).get(id) : (hit ?? undefined)
    },
  }
}

/** As `rememberingEach`, for who asks for one at a time only. */
export const remembering = <Value extends object>(
  db: Database,
  load: (id: string) => Promise<Value | undefined>,
): ((id: string) => Promise<Value | undefined>) =>
  rememberingEach(db, async (ids) => {
    const found = new Map<string, Value>()
    for (const id of ids) {
      const value = await load(id)
      if (value) found.set(id, value)
    }
    return found
  }).one

/** The same for what there is only one of. */
export function rememberingOne<Value>(db: Database, load: () => Promise<Value>): () => Promise<Value> {
  const one = remembering(db, async () => ({ value: await load() }))
  return async () => (await one(''))!.value
}

/** A question about many ids that is asked often: built and compiled but once. */
export function compiled<Row>(
  db: Database,
  build: (ids: RawBuilder<string>) => { compile(): CompiledQuery<Row> },
): (ids: readonly string[]) => Promise<Row[]> {
  let query: CompiledQuery<Row> | undefined
  return async (ids) => {
    query ??= build(sql<string>`(select value from json_each(${'[]'}))`).compile()
    return (await db.executeQuery<Row>({ ...query, parameters: [JSON.stringify(ids)] })).rows
  }
}

/** What the disk refused, as a fault: full (507) or failing (503). Other errors come back unchanged. */
export function diskFault(error: unknown): unknown {
  const { errcode, message } = error as { errcode?: number; message?: string }
  const primary = (errcode ?? 0) & 0xff
  if (primary === 13 || /disk is full/.test(message ?? '')) return new Fault('storage.full', {}, { cause: error })
  if (primary === 10 || primary === 5 || primary === 6) return new Fault('storage.failing', {}, { cause: error })
  return error
}

function asFault<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw diskFault(error)
  }
}

/** Which unique index was violated, as `table.column`, or undefined. */
export function uniqueViolation(error: unknown): string | undefined {
  return /UNIQUE constraint failed: ([\w.]+)/.exec((error as Error)?.message ?? '')?.[1]
}

/** The next value of the global counter that every change of an index document takes (architecture.md, "Index versions"). */
export async function nextIndexSeq(db: Database): Promise<number> {
  const row = await db
    .updateTable('counters')
    .set({ value: sql`value + 1` })
    .where('name', '=', 'indexSeq')
    .returning('value')
    .executeTakeFirstOrThrow()
  return row.value
}

/** A transaction over the stores that `bind` makes of one connection. */
export const transactions =
  <Stores>(db: Database, bind: (db: Database) => Stores) =>
  <Result>(work: (stores: Stores) => Promise<Result>): Promise<Result> =>
    db.transaction().execute((tx) => work(bind(tx)))
