/** Backup and restore as whole operations over a storage folder, for the scripts; no service runs on the target meanwhile. */
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { copyFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite'
import { type Copied, copyOriginals, readBackupNote } from '../adapters/disk/copies.ts'
import { openDatabase } from '../adapters/sqlite/database.ts'
import { identity, writeMeta } from '../adapters/sqlite/meta.ts'
import type { Config } from '../config.ts'

export interface BackupNote {
  archiveId: string
  epoch: number
  madeAt: string
  items: number
  blobs: number
}

/**
 * The records first, as one consistent snapshot while the service goes on; then the originals: everything the snapshot names was kept before it.
 * Running it again onto the same folder copies only what is new.
 */
export async function backUp(
  config: Config,
  target: string,
  report: (done: number) => void,
): Promise<BackupNote & Copied> {
  mkdirSync(target, { recursive: true })
  const fresh = join(target, 'archive.db.part')
  const source = new DatabaseSync(join(config.storageDir, 'archive.db'), { readOnly: true })
  await copyDatabase(source, fresh)
  source.close()
  const copied = await copyOriginals(join(config.storageDir, 'originals'), join(target, 'originals'), report)
  await rename(fresh, join(target, 'archive.db'))
  const db = new DatabaseSync(join(target, 'archive.db'), { readOnly: true })
  const value = (sql: string) => db.prepare(sql).get()!.value
  const note: BackupNote = {
    archiveId: String(value("SELECT value FROM meta WHERE name = 'archiveId'")),
    epoch: Number(value("SELECT value FROM meta WHERE name = 'epoch'")),
    madeAt: new Date().toISOString(),
    items: Number(value('SELECT count(*) AS value FROM items')),
    blobs: Number(value('SELECT count(*) AS value FROM blobs')),
  }
  db.close()
  await writeFile(join(target, 'backup.json'), `${JSON.stringify(note, null, 1)}\n`)
  return { ...note, ...copied }
}

/**
 * A backup into an empty storage folder. It begins a new epoch, so that an index or a late write of the former life is recognised;
 * the index is made anew at the next start. Throws when the folder is not empty or the backup is not whole.
 */
export async function restore(
  config: Config,
  source: string,
  report: (done: number) => void,
): Promise<BackupNote & Copied & { missing: string[] }> {
  const note = (await readBackupNote(source)) as BackupNote | null
  if (!note || !existsSync(join(source, 'archive.db')))
    throw new Error('这个文件夹不是一份完整的备份 / this folder is no complete backup')
  const { storageDir } = config
  if (
    existsSync(join(storageDir, 'archive.db')) ||
    (existsSync(join(storageDir, 'originals')) && readdirSync(join(storageDir, 'originals')).length > 0)
  ) {
    throw new Error(
      'STORAGE_DIR 不是空的，恢复不会覆盖已有的档案 / STORAGE_DIR is not empty; a restore never overwrites an archive',
    )
  }
  mkdirSync(storageDir, { recursive: true })
  const copied = await copyOriginals(join(source, 'originals'), join(storageDir, 'originals'), report)
  const fresh = join(storageDir, 'archive.db.part')
  await copyFile(join(source, 'archive.db'), fresh)
  const db = openDatabase(fresh)
  const { epoch } = await identity(db)
  await writeMeta(db, 'epoch', String(epoch + 1))
  await db.deleteFrom('meta').where('name', '=', 'searchFile').execute()
  await db.deleteFrom('sessions').execute()
  // Derivatives are not in a backup: they are made again.
  await db.updateTable('blobs').set({ render_version: 0, rendered: null }).where('rendered', 'is not', null).execute()
  const pictured = await db.selectFrom('items').select('id').where('render_state', '=', 'done').execute()
  await db.updateTable('items').set({ render_state: 'waiting' }).where('render_state', '=', 'done').execute()
  await db.deleteFrom('jobs').where('kind', '=', 'render').execute()
  for (const { id } of pictured) {
    await db
      .insertInto('jobs')
      .values({
        id: crypto.randomUUID(),
        kind: 'render',
        subject: id,
        lane: 2,
        state: 'waiting',
        attempts: 0,
        run_after: 0,
        lease_until: null,
        lease_owner: null,
        input: '{}',
        done: 0,
        total: null,
        result: null,
        problem: null,
        requested_by: 'system',
        created_at: Date.now(),
        finished_at: null,
      })
      .execute()
  }
  const blobs = await db.selectFrom('blobs').select('sha256').execute()
  const missing = blobs
    .map((row) => row.sha256)
    .filter((sha256) => !existsSync(join(storageDir, 'originals', sha256.slice(0, 2), sha256)))
  await db.destroy()
  await rename(fresh, join(storageDir, 'archive.db'))
  return { ...note, ...copied, missing }
}
