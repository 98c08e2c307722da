/** Guessed names in archive.db: derived, one row for each item. */
import type { GuessStore } from '../../authorities/guess.ts'
import type { Database } from './database.ts'

export const createGuessStore = (db: Database): GuessStore => ({
  async get(itemId, textRevision) {
    const row = await db
      .selectFrom('name_guesses')
      .select('guesses')
      .where('item_id', '=', itemId)
      .where('text_revision', '=', textRevision)
      .executeTakeFirst()
    return row ? JSON.parse(row.guesses) : null
  },
  async set(itemId, textRevision, version, guesses) {
    const values = { text_revision: textRevision, version, guesses: JSON.stringify(guesses) }
    await db
      .insertInto('name_guesses')
      .values({ item_id: itemId, ...values })
      .onConflict((conflict) =>
        conflict.column('item_id').doUpdateSet(values).where('name_guesses.text_revision', '<=', textRevision),
      )
      .execute()
  },
  async missing(version, after, limit) {
    return db
      .selectFrom('items as i')
      .leftJoin('name_guesses as g', 'g.item_id', 'i.id')
      .select(['i.id', 'i.number'])
      .where('i.number', '>', after)
      .where('i.text_revision', 'is not', null)
      .where('i.deleted_at', 'is', null)
      .where((eb) =>
        eb.or([
          eb('g.item_id', 'is', null),
          eb('g.text_revision', '<', eb.ref('i.text_revision')),
          eb('g.version', '<', version),
        ]),
      )
      .orderBy('i.number')
      .limit(limit)
      .execute()
  },
})
