/** 三审 in archive.db: rounds with their opinions, files that belong to them, the publisher's own reviews. */
import { type Selectable, sql } from 'kysely'
import type { Gate, Opinion, ReviewStage, Round } from '../../publications/review.ts'
import type { ReviewStore } from '../../publications/review-store.ts'
import type { Database } from './database.ts'
import type { ReviewOpinionRow, ReviewRoundRow } from './rows/reviews.ts'

const round = (row: Selectable<ReviewRoundRow>): Round => ({
  id: row.id,
  volumeId: row.volume_id,
  stage: row.stage as ReviewStage,
  snapshot: JSON.parse(row.snapshot),
  hash: row.hash,
  assigneeId: row.assignee_id,
  assigneeName: row.assignee_name,
  note: row.note,
  dueOn: row.due_on,
  sentById: row.sent_by,
  sentByName: row.sent_name,
  sentAt: row.sent_at,
  closing: row.closing === null ? null : JSON.parse(row.closing),
})
const opinion = (row: Selectable<ReviewOpinionRow>): Opinion => ({
  id: row.id,
  roundId: row.round_id,
  chapterId: row.chapter_id,
  revision: row.revision,
  start: row.start,
  end: row.end,
  exact: row.exact,
  gate: row.gate as Gate,
  text: row.text,
  byId: row.by_id,
  byName: row.by_name,
  at: row.at,
  answered: row.answered === null ? null : JSON.parse(row.answered),
  place: JSON.parse(row.place),
})

export function createReviewStore(db: Database): ReviewStore {
  const rounds = () => db.selectFrom('review_rounds').selectAll().orderBy('sent_at').orderBy('id')
  const opinions = () => db.selectFrom('review_opinions').selectAll().orderBy('at').orderBy('id')

  return {
    async round(id) {
      const row = await rounds().where('id', '=', id).executeTakeFirst()
      return row && round(row)
    },
    rounds: async (volumeId) => (await rounds().where('volume_id', '=', volumeId).execute()).map(round),
    async waitingFor(userId) {
      const rows = await rounds().where('assignee_id', '=', userId).where('closing', 'is', null).execute()
      return rows.map(round)
    },
    async insert(one) {
      await db
        .insertInto('review_rounds')
        .values({
          id: one.id,
          volume_id: one.volumeId,
          stage: one.stage,
          snapshot: JSON.stringify(one.snapshot),
          hash: one.hash,
          assignee_id: one.assigneeId,
          assignee_name: one.assigneeName,
          note: one.note,
          due_on: one.dueOn,
          sent_by: one.sentById,
          sent_name: one.sentByName,
          sent_at: one.sentAt,
          closing: null,
        })
        .execute()
    },
    async close(id, closing) {
      await db
        .updateTable('review_rounds')
        .set({ closing: JSON.stringify(closing) })
        .where('id', '=', id)
        .execute()
    },
    async opinion(id) {
      const row = await opinions().where('id', '=', id).executeTakeFirst()
      return row && opinion(row)
    },
    opinionsOf: async (roundId) => (await opinions().where('round_id', '=', roundId).execute()).map(opinion),
    opinionsOn: async (chapterId) => (await opinions().where('chapter_id', '=', chapterId).execute()).map(opinion),
    async unanswered(volumeId) {
      const rows = await db
        .selectFrom('review_opinions')
        .innerJoin('review_rounds', 'review_rounds.id', 'round_id')
        .select(['chapter_id', ({ fn }) => fn.countAll<number>().as('n')])
        .where('volume_id', '=', volumeId)
        .where('answered', 'is', null)
        .where(sql<string>`closing ->> 'how'`, 'in', ['signed', 'paper'])
        .groupBy('chapter_id')
        .execute()
      return new Map(rows.map(({ chapter_id, n }) => [chapter_id, n]))
    },
    async addOpinion(one) {
      await db
        .insertInto('review_opinions')
        .values({
          id: one.id,
          round_id: one.roundId,
          chapter_id: one.chapterId,
          revision: one.revision,
          start: one.start,
          end: one.end,
          exact: one.exact,
          gate: one.gate,
          text: one.text,
          by_id: one.byId,
          by_name: one.byName,
          at: one.at,
          answered: null,
          place: JSON.stringify(one.place),
        })
        .execute()
    },
    async deleteOpinion(id) {
      await db.deleteFrom('review_opinions').where('id', '=', id).execute()
    },
    async answer(id, answered) {
      const set = { answered: JSON.stringify(answered) }
      await db.updateTable('review_opinions').set(set).where('id', '=', id).execute()
    },
    async setPlace(id, place) {
      const set = { place: JSON.stringify(place) }
      await db.updateTable('review_opinions').set(set).where('id', '=', id).execute()
    },
    async writersOf(chapters) {
      const rows = await db
        .selectFrom('chapter_versions')
        .select('saved_by')
        .distinct()
        .where(
          sql<boolean>`EXISTS (SELECT 1 FROM json_each(${JSON.stringify(chapters)}) AS read
            WHERE read.value ->> 'id' = chapter_id AND revision <= read.value ->> 'revision')`,
        )
        .execute()
      return rows.map(({ saved_by }) => saved_by)
    },
    async file(id) {
      const row = await db.selectFrom('review_files').selectAll().where('id', '=', id).executeTakeFirst()
      if (!row) return undefined
      const { volume_id: volumeId, media_type: mediaType, by_name: byName, ...own } = row
      return { ...own, volumeId, mediaType, byName }
    },
    async addFile({ volumeId, mediaType, byName, ...own }) {
      await db
        .insertInto('review_files')
        .values({ ...own, volume_id: volumeId, media_type: mediaType, by_name: byName })
        .execute()
    },
    async publisherReviews(volumeId) {
      const rows = await db
        .selectFrom('publisher_reviews')
        .selectAll()
        .where('volume_id', '=', volumeId)
        .orderBy('day')
        .orderBy('at')
        .execute()
      return rows.map(({ volume_id, entered_name: enteredByName, stage, ...own }) => ({
        ...own,
        stage: stage as ReviewStage,
        volumeId: volume_id,
        enteredByName,
      }))
    },
    async addPublisherReview({ volumeId, enteredByName, ...own }) {
      await db
        .insertInto('publisher_reviews')
        .values({ ...own, volume_id: volumeId, entered_name: enteredByName })
        .execute()
    },
  }
}
