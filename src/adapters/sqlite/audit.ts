/** The audit chain in archive.db; triggers refuse any change of it. */
import { type Selectable, sql } from 'kysely'
import { FIRST, hashOf } from '../../audit/chain.ts'
import type { AuditLog, AuditRecord, Named } from '../../audit/store.ts'
import { type Clock, instant } from '../../ports/clock.ts'
import type { Database } from './database.ts'
import type { AuditRow } from './rows/people.ts'

const toRecord = (row: Selectable<AuditRow>): AuditRecord => ({
  seq: row.seq,
  at: row.at,
  actorId: row.actor_id,
  actorName: row.actor_name,
  address: row.address,
  act: row.act,
  subject: row.subject,
  details: JSON.parse(row.details),
  hash: row.hash,
})

/** What there is a name for, and how it reads. */
const names: Record<Named['kind'], ReturnType<typeof sql>> = {
  item: sql`trim(coalesce(reference_code, '') || ' ' || title) as name from items`,
  accession: sql`accession_number || ' ' || title as name from accessions`,
  user: sql`display_name as name from users`,
  authority: sql`name from authorities`,
  publication: sql`title as name from publications`,
  volume: sql`title as name from volumes`,
  chapter: sql`title as name from chapters`,
  topic: sql`json_extract(fields, '$.title') as name from topics`,
}

export function createAuditLog(db: Database, clock: Clock): AuditLog {
  async function add(entry: {
    actorId: string
    actorName: string
    address: string
    act: string
    subject: string
    details: object
  }): Promise<void> {
    const last = await db.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst()
    const record = { ...entry, seq: (last?.seq ?? 0) + 1, at: instant(clock), details: JSON.stringify(entry.details) }
    await db
      .insertInto('audit')
      .values({
        seq: record.seq,
        at: record.at,
        actor_id: record.actorId,
        actor_name: record.actorName,
        address: record.address,
        act: record.act,
        subject: record.subject,
        details: record.details,
        hash: hashOf(last?.hash ?? FIRST, record),
      })
      .execute()
  }
  const ofSubject = (subject: string, acts: readonly string[]) =>
    db
      .selectFrom('audit')
      .where('audit.subject', '=', subject)
      .where((eb) => eb.or(acts.map((act) => eb('audit.act', 'like', `${act}%`))))
  return {
    async linked(subject, acts) {
      const rows = await ofSubject(subject, acts)
        .leftJoin('audit as before', (join) => join.on('before.seq', '=', sql<number>`audit.seq - 1`))
        .selectAll('audit')
        .select('before.hash as previous')
        .orderBy('audit.seq')
        .execute()
      return rows.map(({ previous, ...row }) => {
        const record = toRecord(row)
        const before = row.seq === 1 ? FIRST : previous
        return {
          ...record,
          isChained: before !== null && hashOf(before, { ...record, details: row.details }) === row.hash,
        }
      })
    },
    async countOf(subject, acts) {
      const { n } = await ofSubject(subject, acts)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
      return n
    },
    append: ({ actor, act, subject, details = {} }) =>
      add({ actorId: actor.id ?? '', actorName: actor.username, address: actor.address, act, subject, details }),
    async list(filter, { from, size }) {
      let query = db.selectFrom('audit')
      // By id, by the name then, or by the name on the screen now.
      const { actor } = filter
      if (actor) {
        const shown = db.selectFrom('users').select('id').where('display_name', '=', actor)
        query = query.where((eb) =>
          eb.or([eb('actor_id', '=', actor), eb('actor_name', '=', actor), eb('actor_id', 'in', shown)]),
        )
      }
      if (filter.act) query = query.where('act', '=', filter.act)
      if (filter.subject) query = query.where('subject', '=', filter.subject)
      if (filter.from) query = query.where('at', '>=', filter.from)
      // Times are written alike, so text order is time order; a day includes all that begins with it.
      if (filter.to) query = query.where('at', '<=', `${filter.to}~`)
      const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      const rows = await query.selectAll().orderBy('seq', 'desc').offset(from).limit(size).execute()
      return { total, records: rows.map(toRecord) }
    },
    async named(ids) {
      const wanted = sql`(select value from json_each(${JSON.stringify(ids)}))`
      const each = Object.entries(names).map(
        ([kind, of]) => sql`select ${kind} as kind, id, ${of} where id in ${wanted}`,
      )
      const { rows } = await sql<Named & { id: string }>`${sql.join(each, sql` union all `)}`.execute(db)
      return Object.fromEntries(rows.map(({ id, kind, name }) => [id, { kind, name }]))
    },
    async after(seq, limit) {
      const rows = await db.selectFrom('audit').selectAll().where('seq', '>', seq).orderBy('seq').limit(limit).execute()
      return rows.map(toRecord)
    },
    async addRefusals(refusals) {
      for (const { actorId, actorName, act, minute, count } of refusals) {
        await db
          .insertInto('refusals')
          .values({ actor_id: actorId, actor_name: actorName, act, minute, count })
          .onConflict((conflict) =>
            conflict.columns(['minute', 'actor_id', 'act']).doUpdateSet({ count: sql`count + ${count}` }),
          )
          .execute()
      }
    },
    async unsealed() {
      const rows = await db.selectFrom('refusals').selectAll().execute()
      return rows.map((row) => ({
        actorId: row.actor_id,
        actorName: row.actor_name,
        act: row.act,
        minute: row.minute,
        count: row.count,
      }))
    },
    async seal(minute) {
      const rows = await db.deleteFrom('refusals').where('minute', '<', minute).returningAll().execute()
      const byMinute = Map.groupBy(rows, (row) => row.minute)
      for (const [at, group] of [...byMinute].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const counts = group.map((row) => ({
          actor: row.actor_id,
          name: row.actor_name,
          act: row.act,
          count: row.count,
        }))
        await add({
          actorId: 'system',
          actorName: 'system',
          address: '',
          act: 'refusals',
          subject: at,
          details: { counts },
        })
      }
      return rows.length
    },
  }
}
