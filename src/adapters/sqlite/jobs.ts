/** Jobs in archive.db. Claiming goes through a partial index on the waiting rows only: one query over waiting and expired took 29 s for 5,000 jobs. */
import { randomUUID } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import { afterTry, type Job, type JobKind, type JobState, jobKinds, lanes, type Outcome } from '../../jobs/job.ts'
import type { JobStore } from '../../jobs/store.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database } from './database.ts'
import type { JobRow } from './rows/upkeep.ts'

const toJob = (row: Selectable<JobRow>): Job => ({
  id: row.id,
  kind: row.kind as JobKind,
  subject: row.subject,
  state: row.state as JobState,
  attempts: row.attempts,
  input: JSON.parse(row.input),
  phase: row.phase,
  done: row.done,
  total: row.total,
  result: row.result === null ? null : JSON.parse(row.result),
  problem: row.problem === null ? null : JSON.parse(row.problem),
  requestedBy: row.requested_by,
  createdAt: row.created_at,
  finishedAt: row.finished_at,
})

/** What follows by itself from an item's change leaves no row when done, the item tells; what somebody asked for (it has an input) does. */
const leavesNoRow = ({ kind, input }: Job) => jobKinds[kind] !== 'upkeep' && Object.keys(input).length === 0

export function createJobStore(db: Database, clock: Clock): JobStore {
  /**
   * Back to waiting, unless a newer job of the same kind and subject already waits: then this one is that one. A job that has left its state
   * meanwhile (was cancelled) stays as it is.
   */
  async function putBack(
    db: Database,
    { id, state }: { id: string; state: JobState },
    changes: { run_after: number; problem?: string | null; attempts?: number },
  ): Promise<void> {
    const twin = await db
      .selectFrom('jobs as a')
      .innerJoin('jobs as b', (join) => join.onRef('a.kind', '=', 'b.kind').onRef('a.subject', '=', 'b.subject'))
      .select('b.id')
      .where('a.id', '=', id)
      .where('b.state', '=', 'waiting')
      .executeTakeFirst()
    if (twin) await db.deleteFrom('jobs').where('id', '=', id).where('state', '=', state).execute()
    else
      await db
        .updateTable('jobs')
        .set({ state: 'waiting', lease_owner: null, lease_until: null, finished_at: null, ...changes })
        .where('id', '=', id)
        .where('state', '=', state)
        .execute()
  }

  async function settleOne(db: Database, job: Job, outcome: Outcome): Promise<void> {
    const now = clock.now()
    const { state, delay } = afterTry(job, outcome)
    const problem = 'problem' in outcome ? JSON.stringify(outcome.problem) : null
    if (state === 'waiting') {
      await putBack(db, job, {
        run_after: now + delay,
        problem,
        ...(outcome.is === 'again' ? {} : { attempts: job.attempts - 1 }),
      })
    } else if (state === 'done' && leavesNoRow(job)) {
      await db.deleteFrom('jobs').where('id', '=', job.id).execute()
    } else {
      const result = outcome.is === 'done' && outcome.result ? JSON.stringify(outcome.result) : null
      await db
        .updateTable('jobs')
        .set({ state, problem, result, phase: null, lease_owner: null, lease_until: null, finished_at: now })
        .where('id', '=', job.id)
        .where('state', '=', 'running')
        .execute()
    }
  }

  return {
    async add({ kind, subject, requestedBy, input = {} }) {
      const waiting = await db
        .selectFrom('jobs')
        .select('id')
        .where('kind', '=', kind)
        .where('subject', '=', subject)
        .where('state', '=', 'waiting')
        .executeTakeFirst()
      if (waiting) {
        if (Object.keys(input).length)
          await db
            .updateTable('jobs')
            .set({ input: JSON.stringify(input), requested_by: requestedBy })
            .where('id', '=', waiting.id)
            .execute()
        return waiting.id
      }
      const id = randomUUID()
      const now = clock.now()
      await db
        .insertInto('jobs')
        .values({
          id,
          kind,
          subject,
          lane: lanes[jobKinds[kind]],
          state: 'waiting',
          attempts: 0,
          run_after: now,
          lease_until: null,
          lease_owner: null,
          input: JSON.stringify(input),
          done: 0,
          total: null,
          phase: null,
          result: null,
          problem: null,
          requested_by: requestedBy,
          created_at: now,
          finished_at: null,
        })
        .execute()
      return id
    },
    async claim(lane, limit, lease) {
      let ready = db
        .selectFrom('jobs')
        .select('id')
        .where('state', '=', sql.lit('waiting'))
        .where('lane', '=', lanes[lane])
        .where('run_after', '<=', clock.now())
        .orderBy('run_after')
        .limit(limit)
      if (lane === 'upkeep')
        ready = ready.where('kind', 'not in', (eb) =>
          eb.selectFrom('jobs as running').select('running.kind').where('running.state', '=', sql.lit('running')),
        )
      // Looking costs no write; only finding does.
      if (!(await ready.executeTakeFirst())) return []
      const rows = await db
        .updateTable('jobs')
        .set({
          state: 'running',
          attempts: sql`attempts + 1`,
          // Of a former run; how far that came is where some go on.
          phase: null,
          lease_owner: lease.owner,
          lease_until: lease.until,
        })
        .where('id', 'in', ready)
        .returningAll()
        .execute()
      return rows.map(toJob).sort((a, b) => a.createdAt - b.createdAt)
    },
    async extend(ids, until) {
      if (ids.length)
        await db
          .updateTable('jobs')
          .set({ lease_until: until })
          .where('id', 'in', ids)
          .where('state', '=', 'running')
          .execute()
    },
    settle: (settled) =>
      db.transaction().execute(async (tx) => {
        for (const { job, outcome } of settled) await settleOne(tx, job, outcome)
      }),
    async progress(id, { phase = null, done, total }) {
      await db.updateTable('jobs').set({ phase, done, total }).where('id', '=', id).execute()
    },
    async takeBack(isDead) {
      const running = await db
        .selectFrom('jobs')
        .select(['id', 'lease_owner', 'lease_until'])
        .where('state', '=', sql.lit('running'))
        .execute()
      const lost = running.filter((row) => (row.lease_until ?? 0) < clock.now() || isDead(row.lease_owner ?? ''))
      for (const { id } of lost) await putBack(db, { id, state: 'running' }, { run_after: clock.now() })
      return lost.length
    },
    async get(id) {
      const row = await db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toJob(row)
    },
    async unfinished(kind) {
      const rows = await db
        .selectFrom('jobs')
        .selectAll()
        .where('kind', '=', kind)
        .where((eb) => eb.or([eb('state', '=', sql.lit('waiting')), eb('state', '=', sql.lit('running'))]))
        .orderBy('created_at')
        .execute()
      return rows.map(toJob)
    },
    async list({ requestedBy, state, kind }, { from, size }) {
      let query = db.selectFrom('jobs')
      if (requestedBy !== null) query = query.where('requested_by', '=', requestedBy)
      if (state !== null) query = query.where('state', '=', state)
      if (kind !== null) query = query.where('kind', '=', kind)
      const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      const rows = await query
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .offset(from)
        .limit(size)
        .execute()
      return { total, jobs: rows.map(toJob) }
    },
    async retry(id) {
      const row = await db.selectFrom('jobs').select('state').where('id', '=', id).executeTakeFirst()
      if (row?.state !== 'failed' && row?.state !== 'cancelled') return false
      await putBack(db, { id, state: row.state }, { run_after: clock.now(), problem: null, attempts: 0 })
      return true
    },
    async cancel(id) {
      const { numUpdatedRows } = await db
        .updateTable('jobs')
        .set({ state: 'cancelled', finished_at: clock.now(), lease_owner: null, lease_until: null })
        .where('id', '=', id)
        .where('state', 'in', ['waiting', 'running'])
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async forget(before) {
      const { numDeletedRows } = await db
        .deleteFrom('jobs')
        .where('finished_at', '<', before)
        .where('state', 'in', ['done', 'cancelled'])
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
    async depth() {
      return db
        .selectFrom('jobs')
        .select(['kind', 'state', ({ fn }) => fn.countAll<number>().as('count')])
        .groupBy(['kind', 'state'])
        .execute()
    },
  }
}
