/** Fixity runs and their findings in archive.db. */
import { sql } from 'kysely'
import type { Finding, FixityStore } from '../../preservation/store.ts'
import type { Database } from './database.ts'

export function createFixityStore(db: Database): FixityStore {
  return {
    async insert({ id, jobId, requestedBy, startedAt, finishedAt, total, checked }) {
      await db
        .insertInto('fixity_runs')
        .values({
          id,
          job_id: jobId,
          requested_by: requestedBy,
          started_at: startedAt,
          finished_at: finishedAt,
          total,
          checked,
        })
        .execute()
    },
    async get(id) {
      const run = await db.selectFrom('fixity_runs').selectAll().where('id', '=', id).executeTakeFirst()
      if (!run) return undefined
      const findings = await db
        .selectFrom('fixity_findings as f')
        .innerJoin('objects', 'objects.id', 'f.object_id')
        .innerJoin('items', 'items.id', 'f.item_id')
        .select(['f.object_id', 'f.item_id', 'f.sha256', 'f.kind', 'objects.filename', 'items.title'])
        .where('f.run_id', '=', id)
        .orderBy('items.number')
        .execute()
      return {
        id,
        jobId: run.job_id,
        startedAt: run.started_at,
        finishedAt: run.finished_at,
        total: run.total,
        checked: run.checked,
        bad: findings.map((row) => ({
          objectId: row.object_id,
          itemId: row.item_id,
          title: row.title,
          filename: row.filename,
          sha256: row.sha256,
          kind: row.kind as Finding['kind'],
        })),
      }
    },
    async last() {
      const run = await db
        .selectFrom('fixity_runs')
        .select('id')
        .orderBy('started_at', 'desc')
        .limit(1)
        .executeTakeFirst()
      return run && this.get(run.id)
    },
    async setJob(id, jobId) {
      await db.updateTable('fixity_runs').set({ job_id: jobId }).where('id', '=', id).execute()
    },
    async unchecked(before, limit) {
      const rows = await db
        .selectFrom('blobs')
        .select('sha256')
        .where((eb) => eb.or([eb('checked_at', 'is', null), eb('checked_at', '<', before)]))
        .orderBy('checked_at')
        .limit(limit)
        .execute()
      return rows.map((row) => row.sha256)
    },
    async countBlobs() {
      const { n } = await db
        .selectFrom('blobs')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
      return n
    },
    async countOwnBlobs() {
      const sampled = sql`accession_id in (select id from accessions where sample <> 0)`
      const { rows } = await sql<{ n: number }>`select (select count(*) from blobs) - (
        select count(distinct o.sha256) from items i join objects o on o.item_id = i.id where i.${sampled}
          and not exists (select 1 from objects b where b.sha256 = o.sha256 and b.accession_id not in (select id from accessions where sample <> 0))) as n`.execute(
        db,
      )
      return rows[0]!.n
    },
    async found(runId, sha256, soundness, at) {
      await db.updateTable('blobs').set({ checked_at: at, soundness }).where('sha256', '=', sha256).execute()
      if (soundness === 'sound') return
      const holders = await db.selectFrom('objects').select(['id', 'item_id']).where('sha256', '=', sha256).execute()
      for (const { id, item_id } of holders) {
        await db
          .insertInto('fixity_findings')
          .values({ run_id: runId, sha256, object_id: id, item_id, kind: soundness })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
      }
    },
    async progress(id, checked) {
      await db.updateTable('fixity_runs').set({ checked }).where('id', '=', id).execute()
    },
    async finish(id, at) {
      await db.updateTable('fixity_runs').set({ finished_at: at }).where('id', '=', id).execute()
    },
  }
}
