/** Pairs of items that share passages, in archive.db: kept and decided about. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { ReuseStore } from '../../reuse/store.ts'
import { among, type Database } from './database.ts'

/** The text that an item is to be compared by; as in the index items_uncompared. */
const wanted = sql<number | null>`CASE WHEN deleted_at IS NULL THEN text_revision END`
const isOutstanding = sql<boolean>`compared_revision IS NOT (CASE WHEN deleted_at IS NULL THEN text_revision END)`
const known = ['reuse_pairs.id', 'later_id as laterId', 'earlier_id as earlierId'] as const
const undecided = { decision: null, note: '', decided_by: null, decided_name: null, decided_at: null }

export function createReuseStore(db: Database): ReuseStore {
  return {
    async outstanding(after, limit) {
      const rows = await db
        .selectFrom('items')
        .select(['id', 'number', wanted.as('revision'), 'char_count as charCount'])
        .where(isOutstanding)
        .where('number', '>', after)
        .orderBy('number')
        .limit(limit)
        .execute()
      return rows
    },
    async countOutstanding() {
      const { count } = await db
        .selectFrom('items')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where(isOutstanding)
        .executeTakeFirstOrThrow()
      return count
    },
    async setCompared(itemId, revision) {
      await db
        .updateTable('items')
        .set({ compared_revision: revision })
        .where('id', '=', itemId)
        .where(sql<boolean>`${wanted} IS ${revision}`)
        .execute()
    },
    async forgetCompared(after, limit) {
      const rows = await db
        .selectFrom('items')
        .select('number')
        .where('number', '>', after)
        .orderBy('number')
        .limit(limit)
        .execute()
      const last = rows.at(-1)?.number
      if (last === undefined) return null
      await db
        .updateTable('items')
        .set({ compared_revision: null })
        .where('number', '>', after)
        .where('number', '<=', last)
        .where('compared_revision', 'is not', null)
        .execute()
      return last
    },
    async ofItem(itemId) {
      return db
        .selectFrom('reuse_pairs')
        .innerJoin('items', (join) =>
          join.on(sql<boolean>`items.id = CASE later_id WHEN ${itemId} THEN earlier_id ELSE later_id END`),
        )
        .select(known)
        .where((eb) => eb.or([eb('later_id', '=', itemId), eb('earlier_id', '=', itemId)]))
        .where('compared_revision', 'is not', null)
        .execute()
    },
    async among(itemIds) {
      return db
        .selectFrom('reuse_pairs')
        .select(known)
        .where('later_id', 'in', among(itemIds))
        .where('earlier_id', 'in', among(itemIds))
        .execute()
    },
    async put(findings, at) {
      const reopened: Awaited<ReturnType<ReuseStore['put']>> = []
      for (const finding of findings) {
        const { laterId, earlierId, kind } = finding
        const before = await db
          .selectFrom('reuse_pairs')
          .select(['id', 'decision'])
          .where('later_id', '=', laterId)
          .where('earlier_id', '=', earlierId)
          .where('kind', '<>', kind)
          .executeTakeFirst()
        if (before?.decision) reopened.push({ id: before.id, kind, decision: before.decision })
        const figures = {
          later_revision: finding.laterRevision,
          earlier_revision: finding.earlierRevision,
          characters: finding.characters,
          later_share: finding.laterShare,
          earlier_share: finding.earlierShare,
          kind,
          quote: finding.quote,
          passage_count: finding.passages.length,
          passages: JSON.stringify(
            finding.passages.map((one) => [one.start, one.end, one.otherStart, one.otherEnd, one.characters]),
          ),
        }
        const isOther = sql`kind <> excluded.kind`
        const kept = (column: keyof typeof undecided) =>
          sql<never>`CASE WHEN ${isOther} THEN ${undecided[column]} ELSE ${sql.ref(`reuse_pairs.${column}`)} END`
        await db
          .insertInto('reuse_pairs')
          .values({
            id: randomUUID(),
            later_id: laterId,
            earlier_id: earlierId,
            ...figures,
            found_at: at,
            revision: 1,
          })
          .onConflict((conflict) =>
            conflict.columns(['later_id', 'earlier_id']).doUpdateSet({
              ...figures,
              // Whoever decides has seen these texts and this kind.
              revision: sql`revision + (${isOther} OR later_revision <> excluded.later_revision OR earlier_revision <> excluded.earlier_revision)`,
              decision: kept('decision'),
              note: kept('note'),
              decided_by: kept('decided_by'),
              decided_name: kept('decided_name'),
              decided_at: kept('decided_at'),
            }),
          )
          .execute()
      }
      return reopened
    },
    async drop(pairIds) {
      await db.deleteFrom('reuse_pairs').where('id', 'in', among(pairIds)).where('decision', 'is', null).execute()
    },
    async decide(pairId, revision, decided) {
      const { numUpdatedRows } = await db
        .updateTable('reuse_pairs')
        .set({
          revision: revision + 1,
          ...(decided
            ? {
                decision: decided.decision,
                note: decided.note,
                decided_by: decided.byId,
                decided_name: decided.byName,
                decided_at: decided.at,
              }
            : undecided),
        })
        .where('id', '=', pairId)
        .where('revision', '=', revision)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
  }
}
