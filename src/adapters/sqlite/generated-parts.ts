/** What editors keep for the generated parts of a volume, in archive.db: one document for each. */
import type { GeneratedDocuments, GeneratedStore } from '../../publications/store.ts'
import type { Database } from './database.ts'

export function createGeneratedStore(db: Database): GeneratedStore {
  return {
    async get<Part extends keyof GeneratedDocuments>(volumeId: string, part: Part) {
      const row = await db
        .selectFrom('volume_parts')
        .selectAll()
        .where('volume_id', '=', volumeId)
        .where('part', '=', part)
        .executeTakeFirst()
      return row && ({ ...JSON.parse(row.value), revision: row.revision } as GeneratedDocuments[Part])
    },
    async set(volumeId, part, { revision, ...value }) {
      const row = { volume_id: volumeId, part, revision, value: JSON.stringify(value) }
      await db
        .insertInto('volume_parts')
        .values(row)
        .onConflict((of) => of.columns(['volume_id', 'part']).doUpdateSet(row))
        .execute()
    },
  }
}
