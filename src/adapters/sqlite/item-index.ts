/** How far the index has followed the items: the sequence that every change of an item takes, and the one that was indexed last. */
import { sql } from 'kysely'
import type { ItemStore } from '../../items/store.ts'
import { type Database, nextIndexSeq, remembering, rememberingOne } from './database.ts'
import { toItem } from './item-row.ts'
import { visible } from './item-scope.ts'

export function createItemIndex(
  db: Database,
): Pick<ItemStore, 'touch' | 'indexed' | 'changedSince' | 'changes' | 'lastSeq' | 'unindexed' | 'hiddenSinceIndexed'> {
  const hidden = remembering(db, async (asked): Promise<readonly string[]> => {
    const rows = await db
      .selectFrom('items')
      .select('id')
      .where(sql<boolean>`indexed_seq > 0 and indexed_seq < index_seq`)
      .where((eb) => eb.or([eb('deleted_at', 'is not', null), eb.not(visible(eb as never, JSON.parse(asked)))]))
      .execute()
    return rows.map((row) => row.id)
  })

  return {
    async touch(id) {
      await db
        .updateTable('items')
        .set({ index_seq: await nextIndexSeq(db) })
        .where('id', '=', id)
        .execute()
    },
    async indexed(states) {
      for (const { id, seq } of states) {
        await db
          .updateTable('items')
          .set({ indexed_seq: seq })
          .where('id', '=', id)
          .where('indexed_seq', '<', seq)
          .execute()
      }
    },
    async changedSince(seq, limit) {
      const rows = await db
        .selectFrom('items')
        .selectAll()
        .where('index_seq', '>', seq)
        .orderBy('index_seq')
        .limit(limit)
        .execute()
      return rows.map(toItem)
    },
    async changes(seq) {
      const count = db.selectFrom('items').select(({ fn }) => fn.countAll<number>().as('n'))
      const { n: total } = await count.executeTakeFirstOrThrow()
      const { n: since } = await count.where('index_seq', '>', seq).executeTakeFirstOrThrow()
      return { total, since }
    },
    async unindexed() {
      // Each by its own partial index: asked for often.
      const { rows } = await sql<{ n: number }>`select (select count(*) from items where indexed_seq = 0)
        + (select count(*) from items where indexed_seq > 0 and indexed_seq < index_seq) as n`.execute(db)
      return rows[0]!.n
    },
    lastSeq: rememberingOne(db, async () => {
      const { value } = await db
        .selectFrom('counters')
        .select('value')
        .where('name', '=', 'indexSeq')
        .executeTakeFirstOrThrow()
      return value
    }),
    async hiddenSinceIndexed(scope) {
      return (await hidden(JSON.stringify(scope)))!
    },
  }
}
