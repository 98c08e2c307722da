/** What waits and what was done, counted from archive.db. */
import { type ExpressionBuilder, sql } from 'kysely'
import type { Counted, DeskStore } from '../../desk/store.ts'
import type { Database } from './database.ts'
import { visible } from './item-scope.ts'
import { itemSums } from './item-sums.ts'
import type { Schema } from './schema.ts'

const MOST = 3
const CONTRIBUTORS = 12

export function createDeskStore(db: Database): DeskStore {
  const rowsOf = async <Row>(query: ReturnType<typeof sql<Row>>) => (await query.execute(db)).rows
  /** What a query of (accession_id, count) counts, with the names of the accessions that have most. */
  const named = (counts: ReturnType<typeof sql>) =>
    rowsOf(
      sql<Counted>`select a.id, a.accession_number as accessionNumber, a.title, c.n as count from (${counts}) c
        join accessions a on a.id = c.accession_id order by c.n desc, a.created_at desc limit ${MOST}`,
    )

  return {
    async files() {
      const [sums] = await rowsOf(
        sql<{ count: number; refused: number; encoding: number; same: number }>`select count(*) as count,
          coalesce(sum(f.outcome = 'rejected'), 0) as refused,
          coalesce(sum(f.outcome <> 'rejected' and (f.outcome = 'duplicate' or (f.duplicate_of is not null and f.decision is null))), 0) as same,
          coalesce(sum(f.outcome = 'accepted' and (f.duplicate_of is null or f.decision is not null)
            and (instr(i.read_problem, '"text.undecodable"') > 0
              or (i.read_state <> 'failed' and i.render_state <> 'failed' and instr(i.warnings, '"text.uncertain-encoding"') > 0))), 0) as encoding
        from received_files f left join objects o on o.id = f.object_id left join items i on i.id = o.item_id where f.standing = 0`,
      )
      const { count, refused, encoding, same } = sums!
      const counts = sql`select accession_id, count(*) as n from received_files where standing = 0 group by accession_id`
      return {
        count,
        refused,
        encoding,
        same,
        damaged: count - refused - encoding - same,
        accessions: await named(counts),
      }
    },
    async undescribed(since) {
      const open = sql`deleted_at is null and withdrawn_at is null and kind <> 'object' and (date_text is null or creators = '[]' or genre is null)`
      const [sums] = await rowsOf(
        sql<{
          count: number
          old: number
          onlyDate: number
        }>`select count(*) as count, coalesce(sum(created_at < ${since}), 0) as old,
          coalesce(sum(creators <> '[]' and genre is not null), 0) as onlyDate from items where ${open}`,
      )
      const counts = sql`select accession_id, count(*) as n from items where ${open} group by accession_id`
      return { ...sums!, accessions: await named(counts) }
    },
    async returns(until, today) {
      const due = sql`return_original = 1 and returned_at is null and return_due <= ${until}`
      const [sums] = await rowsOf(
        sql<{
          count: number
          overdue: number
        }>`select count(*) as count, coalesce(sum(return_due < ${today}), 0) as overdue from accessions where ${due}`,
      )
      const [first] = await rowsOf(
        sql<{
          id: string
          accessionNumber: string
          title: string
          due: string
        }>`select id, accession_number as accessionNumber, title, return_due as due
          from accessions where ${due} order by return_due, created_at limit 1`,
      )
      return { ...sums!, first: first ?? null }
    },
    async submitted() {
      const open = sql`review = 'submitted' and deleted_at is null and withdrawn_at is null`
      const [sums] = await rowsOf(sql<{ count: number }>`select count(*) as count from items where ${open}`)
      const [oldest] = await rowsOf(
        sql<{ by: string; at: string }>`select r.actor_name as "by", max(r.at) as at from items i
          join item_revisions r on r.item_id = i.id and r.action = 'submit' where i.review = 'submitted' and i.deleted_at is null
          and i.withdrawn_at is null group by i.id order by at limit 1`,
      )
      return { count: sums!.count, oldest: oldest ?? null }
    },
    async rounds(actorId) {
      const rows = await db
        .selectFrom('review_rounds')
        .innerJoin('volumes', 'volumes.id', 'volume_id')
        .innerJoin('publications', 'publications.id', 'publication_id')
        .select(['review_rounds.id', 'volume_id as volumeId', 'stage', 'sent_name as by', 'due_on as dueOn'])
        .select(
          sql<string>`publications.title || coalesce(' 第' || number || '辑', '') || ' ' || volumes.title`.as('title'),
        )
        .where('assignee_id', '=', actorId)
        .where('closing', 'is', null)
        .orderBy(sql`due_on is null`)
        .orderBy('due_on')
        .orderBy('sent_at')
        .execute()
      return { count: rows.length, first: rows[0] ?? null }
    },
    async proofs(actorId) {
      // Who ended a round does not do the next (transcription.ts, isOwnWork).
      const open = sql`transcriptions t join items i on i.id = t.item_id and i.deleted_at is null
        where t.stage in ('first', 'second') and json_extract(t.ended, '$[#-1].actorId') is not ${actorId}`
      const [sums] = await rowsOf(
        sql<{
          count: number
          first: number
        }>`select count(*) as count, coalesce(sum(t.stage = 'first'), 0) as first from ${open}`,
      )
      const items = await rowsOf(
        sql<{
          id: string
          title: string
        }>`select i.id, i.title from ${open} order by t.updated_at, i.number limit ${MOST}`,
      )
      return { ...sums!, items }
    },
    async expiring(from, until) {
      const open = sql`grants g join items i on i.id = g.item_id and i.deleted_at is null and i.withdrawn_at is null
        join users u on u.id = g.user_id where g.expires_at between ${from} and ${until}`
      const [sums] = await rowsOf(sql<{ count: number }>`select count(*) as count from ${open}`)
      const [first] = await rowsOf(
        sql<{
          userName: string
          title: string
          expiresAt: string
        }>`select coalesce(nullif(u.display_name, ''), u.username) as userName, i.title,
          g.expires_at as expiresAt from ${open} order by g.expires_at limit 1`,
      )
      return { ...sums!, first: first ?? null }
    },
    async endingConsents(from, until) {
      const ending = sql`consents c join accessions a on a.id = c.accession_id
        where c.revoked is null and c.until between ${from} and ${until}`
      const [sums] = await rowsOf(sql<{ count: number }>`select count(*) as count from ${ending}`)
      const [first] = await rowsOf(
        sql<{
          accessionId: string
          title: string
          signer: string
          until: string
        }>`select a.id as accessionId, a.title, c.signer, c.until from ${ending} order by c.until, c.created_at limit 1`,
      )
      return { ...sums!, first: first ?? null }
    },
    async requests() {
      const [row] = await rowsOf(
        sql<{
          count: number
          oldest: string | null
        }>`select count(*) as count, min(requested_at) as oldest from access_requests
          join items i on i.id = item_id where decision is null and i.deleted_at is null`,
      )
      return row!
    },
    async ownRequests(userId, since, now) {
      const rows = await db
        .selectFrom('access_requests')
        .select(['item_id as itemId', 'decision'])
        .where('user_id', '=', userId)
        .where((eb) => eb.or([eb('decision', 'is', null), eb('decided_at', '>=', since)]))
        .where(
          sql<boolean>`(decision is not 'granted' or expires_at > ${now} and exists (select 1 from grants g
            join items i on i.id = g.item_id and i.deleted_at is null and i.withdrawn_at is null
            where g.user_id = access_requests.user_id and g.item_id = access_requests.item_id and g.expires_at > ${now}))`,
        )
        .orderBy('decided_at', 'desc')
        .limit(1000)
        .execute()
      const of = (decision: string | null) =>
        rows.filter((row) => row.decision === decision).map(({ itemId }) => itemId)
      return { waiting: of(null).length, granted: [...new Set(of('granted'))], refused: of('refused').length }
    },
    async reports() {
      const [row] = await rowsOf(
        sql<{
          count: number
          oldest: string | null
        }>`select count(*) as count, min(reported_at) as oldest from reports join items i on i.id = item_id
          where outcome is null and i.deleted_at is null`,
      )
      return row!
    },
    async ownReports(userId, since, scope) {
      const rows = await db
        .selectFrom('reports')
        .innerJoin('items', 'items.id', 'reports.item_id')
        .select('outcome')
        .where('reporter_id', '=', userId)
        .where('items.deleted_at', 'is', null)
        .where((eb) => visible(eb as unknown as ExpressionBuilder<Schema, 'items'>, scope))
        .where((eb) => eb.or([eb('outcome', 'is', null), eb('decided_at', '>=', since)]))
        .limit(1000)
        .execute()
      const of = (outcome: string | null) => rows.filter((row) => row.outcome === outcome).length
      return { waiting: of(null), accepted: of('accepted'), refused: of('refused') }
    },
    async undecidedPairs() {
      const [row] = await rowsOf(
        sql<{ count: number }>`select count(*) as count from reuse_pairs p
          join items l on l.id = p.later_id and l.deleted_at is null and l.text_revision = p.later_revision
          join items e on e.id = p.earlier_id and e.deleted_at is null and e.text_revision = p.earlier_revision
          where p.decision is null`,
      )
      return row!.count
    },
    async failedJobs(requestedBy) {
      let query = db.selectFrom('jobs').where('state', '=', 'failed')
      if (requestedBy !== null) query = query.where('requested_by', '=', requestedBy)
      return (await query.select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n
    },
    recent: (actorId, limit) =>
      db
        .selectFrom('item_revisions')
        .select(['item_id as itemId', sql<string>`max(at)`.as('at'), 'action'])
        .where('actor_id', '=', actorId)
        .groupBy('item_id')
        .orderBy('at', 'desc')
        .limit(limit)
        .execute(),
    async hasSample() {
      const { rows } = await sql`select 1 from accessions where sample = 1 limit 1`.execute(db)
      return rows.length > 0
    },
    async isEmpty() {
      const { rows } =
        await sql`select 1 from items i join accessions a on a.id = i.accession_id where a.sample = 0 limit 1`.execute(
          db,
        )
      return rows.length === 0
    },
    async received(from, to) {
      const own = sql`from accessions a join items i on i.accession_id = a.id
        where a.received_date between ${from} and ${to} and i.deleted_at is null and i.kind <> 'object' and a.sample = 0`
      type Sums = { items: number; characters: number; texts: number; images: number }
      const [all] = await rowsOf(sql<Sums>`select ${itemSums} ${own}`)
      const contributors = await rowsOf(
        sql<
          Sums & { name: string }
        >`select coalesce(json_extract(a.contributor, '$.name'), '') as name, ${itemSums} ${own}
          group by name order by items desc, name limit ${CONTRIBUTORS}`,
      )
      return {
        ...all!,
        contributors: contributors.map(({ name, items, characters, images }) => ({ name, items, characters, images })),
      }
    },
  }
}
