/**
 * derivatives/fingerprints.db: of each text its fingerprints in order, and of each hash the texts that have it. A file of its own: in archive.db a
 * thousand rows at random places for every text would hold up whoever uploads (docs/decisions/0006).
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Fault } from '../../faults.ts'
import { MOST_REPEATS, placesOf } from '../../hanzi/likeness/shared-passages.ts'
import type { Fingerprint } from '../../hanzi/likeness/winnow.ts'
import type { FingerprintStamp, FingerprintStore, Holders } from '../../reuse/store.ts'
import { diskFault } from './database.ts'

const schema = `
CREATE TABLE stamp (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE text (number INTEGER PRIMARY KEY, item TEXT NOT NULL, prints BLOB NOT NULL) STRICT;
CREATE TABLE posting (hash INTEGER NOT NULL, number INTEGER NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (hash, number)) STRICT, WITHOUT ROWID;
`

/** Of one fingerprint: 32 bits of hash, and how far it stands from the one before; winnowing leaves no more than eight tokens between them. */
const BYTES = 5

function packed(prints: readonly Fingerprint[]): Buffer {
  const bytes = Buffer.alloc(prints.length * BYTES)
  let before = 0
  for (const [i, { hash, at }] of prints.entries()) {
    bytes.writeUInt32LE(hash, i * BYTES)
    bytes.writeUInt8(at - before, i * BYTES + 4)
    before = at
  }
  return bytes
}

function unpacked(blob: Uint8Array): Fingerprint[] {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength)
  const prints: Fingerprint[] = []
  let at = 0
  for (let i = 0; i < blob.byteLength; i += BYTES) {
    at += view.getUint8(i + 4)
    prints.push({ hash: view.getUint32(i, true), at })
  }
  return prints
}

const CORRUPT = new Set([11, 26])

export function createFingerprintStore(folder: string): FingerprintStore {
  const path = join(folder, 'fingerprints.db')

  function open() {
    mkdirSync(folder, { recursive: true })
    const db = new DatabaseSync(path, { timeout: 5000 })
    try {
      db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32000')
      db.exec('PRAGMA journal_size_limit = 33554432')
      if (!db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'posting'").get()) db.exec(schema)
      const holders = db.prepare(
        'SELECT number, times FROM posting WHERE hash = ? AND number <> ? ORDER BY number LIMIT ?',
      )
      holders.setReturnArrays(true)
      return {
        db,
        holders,
        get: db.prepare('SELECT item, prints FROM text WHERE number = ?'),
        item: db.prepare('SELECT item FROM text WHERE number = ?'),
        put: db.prepare('INSERT OR REPLACE INTO text VALUES (?, ?, ?)'),
        remove: db.prepare('DELETE FROM text WHERE number = ?'),
        post: db.prepare('INSERT OR REPLACE INTO posting VALUES (?, ?, ?)'),
        unpost: db.prepare('DELETE FROM posting WHERE hash = ? AND number = ?'),
      }
    } catch (error) {
      db.close()
      throw error
    }
  }
  let opened: ReturnType<typeof open> | null = null

  function close(): void {
    opened?.db.close()
    opened = null
  }
  function erase(): void {
    close()
    for (const ending of ['', '-wal', '-shm']) rmSync(`${path}${ending}`, { force: true })
  }
  /** A damaged file is no loss: it goes, whatever was at work with it ends, and the next try finds that it is to be made again. */
  function using<Result>(work: (file: ReturnType<typeof open>) => Result): Result {
    try {
      opened ??= open()
      return work(opened)
    } catch (error) {
      if (opened?.db.isTransaction) opened.db.exec('ROLLBACK')
      if (!CORRUPT.has(((error as { errcode?: number }).errcode ?? 0) & 0xff)) throw diskFault(error)
      erase()
      throw new Fault('storage.failing', {}, { cause: error })
    }
  }
  function unpost({ get, unpost }: ReturnType<typeof open>, number: number): void {
    const row = get.get(number)
    if (row) for (const { hash } of unpacked(row.prints as Uint8Array)) unpost.run(hash, number)
  }

  return {
    isSound: async (stamp) => {
      try {
        const rows = using(({ db }) => db.prepare('SELECT name, value FROM stamp').all())
        const kept = new Map(rows.map((row) => [row.name, row.value]))
        return Object.entries(stamp).every(([name, value]) => kept.get(name) === String(value))
      } catch (error) {
        if (opened) throw error
        return false
      }
    },
    async reset(stamp: FingerprintStamp) {
      erase()
      using(({ db }) => {
        const insert = db.prepare('INSERT INTO stamp VALUES (?, ?)')
        db.exec('BEGIN')
        for (const [name, value] of Object.entries(stamp)) insert.run(name, String(value))
        db.exec('COMMIT')
      })
    },
    put: async ({ number, item, prints }) =>
      using((file) => {
        file.db.exec('BEGIN')
        unpost(file, number)
        file.put.run(number, item, packed(prints))
        for (const [hash, { length }] of placesOf(prints))
          if (length <= MOST_REPEATS) file.post.run(hash, number, length)
        file.db.exec('COMMIT')
      }),
    remove: async (number) =>
      using((file) => {
        file.db.exec('BEGIN')
        unpost(file, number)
        file.remove.run(number)
        file.db.exec('COMMIT')
      }),
    get: async (number) =>
      using(({ get }) => {
        const row = get.get(number)
        return row && { item: String(row.item), prints: unpacked(row.prints as Uint8Array) }
      }),
    items: async (numbers) =>
      using(({ item }) =>
        numbers.flatMap((number) => {
          const row = item.get(number)
          return row ? [{ number, item: String(row.item) }] : []
        }),
      ),
    holders: async (hashes, except, most) =>
      using(({ holders }) =>
        hashes.map((hash): Holders => {
          const numbers: number[] = []
          let times = 0
          for (const row of holders.all(hash, except ?? -1, most + 1) as unknown as [number, number][]) {
            numbers.push(row[0])
            times += row[1]
            if (times > most) break
          }
          return { times, numbers }
        }),
      ),
    async close() {
      close()
    },
  }
}
