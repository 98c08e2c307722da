/** 选题 in archive.db. */
import { type Selectable, sql } from 'kysely'
import type { TopicStore } from '../../topics/store.ts'
import type { Topic, TopicFields } from '../../topics/topic.ts'
import type { Database } from './database.ts'
import type { TopicRow } from './rows/submissions.ts'

const toTopic = (row: Selectable<TopicRow>): Topic => ({
  ...(JSON.parse(row.fields) as TopicFields),
  id: row.id,
  revision: row.revision,
  createdAt: row.created_at,
})
const columns = ({ id, revision, createdAt, ...fields }: Topic) => ({
  id,
  revision,
  created_at: createdAt,
  fields: JSON.stringify(fields),
})

export function createTopicStore(db: Database): TopicStore {
  return {
    async get(id) {
      const row = await db.selectFrom('topics').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toTopic(row)
    },
    async list() {
      const rows = await db
        .selectFrom('topics')
        .selectAll()
        .select(sql<number>`(SELECT count(*) FROM volumes WHERE topic_id = topics.id)`.as('volumes'))
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .execute()
      return rows.map((row) => ({ ...toTopic(row), volumes: row.volumes }))
    },
    async insert(topic) {
      await db.insertInto('topics').values(columns(topic)).execute()
    },
    async update(topic) {
      await db.updateTable('topics').set(columns(topic)).where('id', '=', topic.id).execute()
    },
  }
}
