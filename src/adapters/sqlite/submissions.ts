/** 稿件 and their history in archive.db. */
import { type ExpressionBuilder, type Selectable, sql } from 'kysely'
import type { SubmissionFilter, SubmissionStore } from '../../submissions/store.ts'
import {
  type Checks,
  type Step,
  type Submission,
  type SubmissionState,
  submissionNumber,
} from '../../submissions/submission.ts'
import { among, type Database } from './database.ts'
import { visible } from './item-scope.ts'
import type { SubmissionRow, SubmissionStepRow } from './rows/submissions.ts'
import type { Schema } from './schema.ts'

const toSubmission = (row: Selectable<SubmissionRow>): Submission => ({
  id: row.id,
  number: row.number,
  itemId: row.item_id,
  receivedDate: row.received_date,
  contributor: row.contributor,
  county: row.county,
  topicId: row.topic_id,
  checks: JSON.parse(row.checks) as Checks,
  state: row.state as SubmissionState,
  reason: row.reason,
  decidedName: row.decided_name,
  decidedAt: row.decided_at,
  revision: row.revision,
})
const columns = (one: Omit<Submission, 'number'>) => ({
  received_date: one.receivedDate,
  contributor: one.contributor,
  county: one.county,
  topic_id: one.topicId,
  checks: JSON.stringify(one.checks),
  state: one.state,
  reason: one.reason,
  decided_name: one.decidedName,
  decided_at: one.decidedAt,
  revision: one.revision,
})
const toStep = (row: Selectable<SubmissionStepRow>): Step => ({
  revision: row.revision,
  state: row.state as SubmissionState,
  reason: row.reason,
  fields: JSON.parse(row.fields),
  actorId: row.actor_id,
  actorName: row.actor_name,
  at: row.at,
})

function matching(eb: ExpressionBuilder<Schema, 'submissions'>, filter: SubmissionFilter, isOfStates: boolean) {
  const all = [eb.lit(true) as never]
  const add = (condition: unknown) => all.push(condition as never)
  if (isOfStates && filter.states.length) add(eb('state', 'in', filter.states))
  if (filter.county !== undefined) add(eb('county', '=', filter.county))
  if (filter.topicId !== undefined) add(eb('topic_id', '=', filter.topicId))
  if (filter.from !== undefined) add(eb('received_date', '>=', filter.from))
  if (filter.to !== undefined) add(eb('received_date', '<=', filter.to))
  if (filter.itemIds) add(eb('item_id', 'in', among(filter.itemIds)))
  if (filter.notItemIds) add(eb('item_id', 'not in', among(filter.notItemIds)))
  if (filter.itemNumbers) add(sql`items.number in ${among(filter.itemNumbers)}`)
  if (filter.text !== '') {
    const like = `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`
    const places = ['submissions.number', 'items.title', 'contributor']
    add(eb.or(places.map((column) => sql<boolean>`${sql.ref(column)} like ${like} escape '\\'`)))
  }
  return eb.and(all)
}

export function createSubmissionStore(db: Database): SubmissionStore {
  async function addStep({ id, state, reason, revision }: Submission, made: Parameters<SubmissionStore['update']>[1]) {
    await db
      .insertInto('submission_steps')
      .values({
        submission_id: id,
        revision,
        state,
        reason,
        fields: JSON.stringify(made.fields),
        actor_id: made.actorId,
        actor_name: made.actorName,
        at: made.at,
      })
      .execute()
  }
  const within = (scope: Parameters<typeof visible>[1]) =>
    db
      .selectFrom('submissions')
      .innerJoin('items', 'items.id', 'submissions.item_id')
      .where('items.deleted_at', 'is', null)
      .where((eb) => visible(eb as unknown as ExpressionBuilder<Schema, 'items'>, scope))

  return {
    async get(id) {
      const row = await db.selectFrom('submissions').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toSubmission(row)
    },
    async ofItems(itemIds) {
      const rows = await db.selectFrom('submissions').selectAll().where('item_id', 'in', among(itemIds)).execute()
      return rows.map(toSubmission)
    },
    async insert(submission, year, made) {
      const { value } = await db
        .insertInto('counters')
        .values({ name: `submission/${year}`, value: 1 })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: sql`value + 1` }))
        .returning('value')
        .executeTakeFirstOrThrow()
      const one = { ...submission, number: submissionNumber(year, value), revision: 1 }
      await db
        .insertInto('submissions')
        .values({ id: one.id, number: one.number, item_id: one.itemId, ...columns(one) })
        .execute()
      await addStep(one, made)
      return one
    },
    async update(next, made) {
      await db.updateTable('submissions').set(columns(next)).where('id', '=', next.id).execute()
      await addStep(next, made)
    },
    async history(id) {
      const rows = await db
        .selectFrom('submission_steps')
        .selectAll()
        .where('submission_id', '=', id)
        .orderBy('revision', 'desc')
        .execute()
      return rows.map(toStep)
    },
    async list(filter, scope, sort, { from, size }) {
      const all = within(scope).where((eb) => matching(eb as never, filter, true))
      const { total } = await all.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      const direction = sort.startsWith('-') ? 'desc' : 'asc'
      const rows = await all
        .selectAll('submissions')
        .$if(sort.endsWith('received'), (query) => query.orderBy('received_date', direction))
        .$if(sort === 'county', (query) => query.orderBy('county'))
        .orderBy('submissions.number', sort === 'county' ? 'asc' : direction)
        .offset(from)
        .limit(size)
        .execute()
      return { total, submissions: rows.map(toSubmission) }
    },
    async counts(filter, scope) {
      const rows = await within(scope)
        .where((eb) => matching(eb as never, filter, false))
        .select(({ fn }) => ['state', fn.countAll<number>().as('count')] as const)
        .groupBy('state')
        .execute()
      return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
    },
    async counties(scope) {
      const rows = await within(scope)
        .select('county')
        .distinct()
        .where('county', '<>', '')
        .orderBy('county')
        .limit(1000)
        .execute()
      return rows.map(({ county }) => county)
    },
  }
}
