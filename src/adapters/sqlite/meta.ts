/** The archive's identity and a few named values. */
import { randomUUID } from 'node:crypto'
import type { Database } from './database.ts'

/** `archiveId` for life; `epoch` changes with every restore, so that an index or a side file of another life is recognised. */
export interface Identity {
  archiveId: string
  epoch: number
}

export async function readMeta(db: Database, name: string): Promise<string | null> {
  const row = await db.selectFrom('meta').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value ?? null
}

export async function writeMeta(db: Database, name: string, value: string): Promise<void> {
  await db
    .insertInto('meta')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}

export async function identity(db: Database): Promise<Identity> {
  await db
    .insertInto('meta')
    .values([
      { name: 'archiveId', value: randomUUID() },
      { name: 'epoch', value: '1' },
    ])
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  return { archiveId: (await readMeta(db, 'archiveId'))!, epoch: Number(await readMeta(db, 'epoch')) }
}
