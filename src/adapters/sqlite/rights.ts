/** What is known of items' rights, and 授权书, in archive.db. */
import type { Selectable } from 'kysely'
import type { Consent, ItemRights } from '../../rights/right.ts'
import type { RightsStore } from '../../rights/store.ts'
import type { Database } from './database.ts'
import type { ConsentRow, ItemRightsRow } from './rows/rights.ts'

const rights = (row: Selectable<ItemRightsRow>): ItemRights => ({
  itemId: row.item_id,
  copyright: row.copyright as ItemRights['copyright'],
  copyrightYear: row.copyright_year,
  portrait: row.portrait as ItemRights['portrait'],
  privacy: row.privacy as ItemRights['privacy'],
  note: row.note,
  revision: row.revision,
})
const consent = (row: Selectable<ConsentRow>): Consent => ({
  id: row.id,
  accessionId: row.accession_id,
  kind: row.kind as Consent['kind'],
  scopes: JSON.parse(row.scopes),
  itemIds: row.item_ids && JSON.parse(row.item_ids),
  volumeId: row.volume_id,
  signer: row.signer,
  relation: row.relation,
  signedDate: row.signed_date,
  until: row.until,
  objectId: row.object_id,
  note: row.note,
  revoked: row.revoked && JSON.parse(row.revoked),
  createdBy: row.created_by,
  createdAt: row.created_at,
})
/** Variables of one statement are bounded. */
const MANY = 500

export function createRightsStore(db: Database): RightsStore {
  async function inParts<One>(
    ids: readonly string[],
    ask: (some: readonly string[]) => Promise<One[]>,
  ): Promise<One[]> {
    const found: One[] = []
    for (let at = 0; at < ids.length; at += MANY) found.push(...(await ask(ids.slice(at, at + MANY))))
    return found
  }
  return {
    ofItems: (itemIds) =>
      inParts(itemIds, async (some) =>
        (await db.selectFrom('item_rights').selectAll().where('item_id', 'in', some).execute()).map(rights),
      ),
    async put({ itemId, copyrightYear, ...rest }) {
      const row = { ...rest, item_id: itemId, copyright_year: copyrightYear }
      await db
        .insertInto('item_rights')
        .values(row)
        .onConflict((conflict) => conflict.column('item_id').doUpdateSet(row))
        .execute()
    },
    async consent(id) {
      const row = await db.selectFrom('consents').selectAll().where('id', '=', id).executeTakeFirst()
      return row && consent(row)
    },
    consents: (accessionIds) =>
      inParts(accessionIds, async (some) => {
        const asked = db.selectFrom('consents').selectAll().where('accession_id', 'in', some)
        return (await asked.orderBy('signed_date', 'desc').orderBy('id').execute()).map(consent)
      }),
    async insert(one) {
      await db
        .insertInto('consents')
        .values({
          id: one.id,
          accession_id: one.accessionId,
          kind: one.kind,
          scopes: JSON.stringify(one.scopes),
          item_ids: one.itemIds && JSON.stringify(one.itemIds),
          volume_id: one.volumeId,
          signer: one.signer,
          relation: one.relation,
          signed_date: one.signedDate,
          until: one.until,
          object_id: one.objectId,
          note: one.note,
          revoked: null,
          created_by: one.createdBy,
          created_at: one.createdAt,
        })
        .execute()
    },
    async revoke(id, revoked) {
      await db
        .updateTable('consents')
        .set({ revoked: JSON.stringify(revoked) })
        .where('id', '=', id)
        .execute()
    },
  }
}
