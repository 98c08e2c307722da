/** 档号: those that items have, and those that were filed, which are nobody else's for ever. */
import { sql } from 'kysely'
import { Fault } from '../../faults.ts'
import type { Item } from '../../items/item.ts'
import type { ItemStore } from '../../items/store.ts'
import { among, type Database } from './database.ts'

/** Fault item.reference-code-taken where the code was filed with another item. */
export async function demandFree(db: Database, code: string, itemId: string): Promise<void> {
  const holder = await db.selectFrom('reference_codes').select('item_id').where('code', '=', code).executeTakeFirst()
  if (holder && holder.item_id !== itemId) throw new Fault('item.reference-code-taken')
}

export async function fileCode(db: Database, { id, referenceCode }: Item): Promise<void> {
  if (referenceCode === null) return
  await db
    .insertInto('reference_codes')
    .values({ code: referenceCode, item_id: id })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export function createReferenceCodes(db: Database): Pick<ItemStore, 'highestNumber' | 'withCodes'> {
  return {
    async highestNumber(prefix, suffix) {
      // SQLite counts characters.
      const [before, behind] = [[...prefix].length, [...suffix].length]
      const digits = (code: string) =>
        sql<string>`substr(${sql.ref(code)}, ${before + 1}, length(${sql.ref(code)}) - ${before + behind})`
      const highest = (table: 'items' | 'reference_codes', code: string) =>
        sql<number | null>`(select max(cast(${digits(code)} as integer)) from ${sql.table(table)}
          where ${sql.ref(code)} >= ${prefix} and ${sql.ref(code)} < ${`${prefix}\uffff`}
            and substr(${sql.ref(code)}, length(${sql.ref(code)}) - ${behind - 1}) = ${suffix}
            and length(${digits(code)}) between 1 and 12 and ${digits(code)} not glob '*[^0-9]*')`
      const found = await db
        .selectNoFrom([highest('items', 'reference_code').as('items'), highest('reference_codes', 'code').as('filed')])
        .executeTakeFirstOrThrow()
      return Math.max(found.items ?? 0, found.filed ?? 0)
    },
    async withCodes(codes) {
      const wanted = among(codes)
      const rows = await db
        .selectFrom('reference_codes')
        .select(['code', 'item_id as id'])
        .where('code', 'in', wanted)
        .unionAll(
          db
            .selectFrom('items')
            .select(['reference_code as code', 'id'])
            .where('reference_code', 'in', wanted)
            .$castTo<{ code: string; id: string }>(),
        )
        .execute()
      return rows.map(({ code, id }) => [code, id])
    },
  }
}
