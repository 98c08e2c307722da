/** The list of received files of an accession, each line with where it stands. */
import { sql } from 'kysely'
import { type AccessionCounts, type LineDecision, lineStates, type Outcome } from '../../accessions/accession.ts'
import type { LineStore, StoredLine } from '../../accessions/store.ts'
import { among, type Database } from './database.ts'

const FIELDS = [
  'received_files.id',
  'received_files.accession_id',
  'received_files.filename',
  'received_files.original_path',
  'received_files.outcome',
  'received_files.object_id',
  'received_files.item_id',
  'received_files.sha256',
  'received_files.size',
  'received_files.duplicate_of',
  'received_files.problem',
  'received_files.received_by',
  'received_files.received_at',
  'received_files.decision',
  'received_files.decided_at',
  'received_files.standing',
  'objects.item_id as present',
] as const

export function createLineStore(db: Database): LineStore {
  const joined = () => db.selectFrom('received_files').leftJoin('objects', 'objects.id', 'object_id').select(FIELDS)
  type Row = Awaited<ReturnType<ReturnType<typeof joined>['executeTakeFirstOrThrow']>>
  const toLine = (row: Row): StoredLine => ({
    id: row.id,
    accessionId: row.accession_id,
    filename: row.filename,
    originalPath: row.original_path,
    outcome: row.outcome as Outcome,
    objectId: row.object_id,
    itemId: row.item_id,
    sha256: row.sha256,
    size: row.size,
    duplicateOf: row.duplicate_of,
    problem: row.problem === null ? null : JSON.parse(row.problem),
    receivedBy: row.received_by,
    receivedAt: row.received_at,
    state: lineStates[row.standing]!,
    presentItemId: row.present,
    decision: row.decision as LineDecision | null,
    decidedAt: row.decided_at,
  })
  return {
    async addFile(line, container) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('received_files')
        .values({
          accession_id: line.accessionId,
          filename: line.filename,
          original_path: line.originalPath,
          outcome: line.outcome,
          object_id: line.objectId,
          item_id: line.itemId,
          sha256: line.sha256,
          size: line.size,
          duplicate_of: line.duplicateOf,
          problem: line.problem && JSON.stringify(line.problem),
          received_by: line.receivedBy,
          received_at: line.receivedAt,
          container_id: container?.itemId ?? null,
          member: container?.member ?? null,
        })
        .onConflict((conflict) =>
          conflict.columns(['container_id', 'member']).where('container_id', 'is not', null).doNothing(),
        )
        .executeTakeFirst()
      return (numInsertedOrUpdatedRows ?? 0n) > 0n
    },
    async files(accessionId, { outcome, state, urgent }, { from, size }) {
      let wanted = db.selectFrom('received_files').where('accession_id', '=', accessionId)
      if (outcome !== null) wanted = wanted.where('outcome', '=', outcome)
      if (state !== null) wanted = wanted.where('standing', '=', lineStates.indexOf(state))
      const { total } = await wanted.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      const ordered = urgent ? wanted.orderBy('standing') : wanted
      const chosen = await ordered.select('id').orderBy('id').offset(from).limit(size).execute()
      const rows = await joined()
        .where('received_files.id', 'in', among(chosen.map(({ id }) => id)))
        .execute()
      const byId = new Map(rows.map((row) => [row.id, toLine(row)]))
      return { total, files: chosen.flatMap(({ id }) => byId.get(id) ?? []) }
    },
    async line(accessionId, id) {
      const row = await joined()
        .where('received_files.accession_id', '=', accessionId)
        .where('received_files.id', '=', id)
        .executeTakeFirst()
      return row && toLine(row)
    },
    async decide(id, decision, by, at) {
      await db
        .updateTable('received_files')
        .set({ decision, decided_by: decision && by, decided_at: decision && at })
        .where('id', '=', id)
        .execute()
    },
    async counts(ids) {
      const lines = await db
        .selectFrom('received_files')
        .select(['accession_id', 'outcome', 'standing', ({ fn }) => fn.countAll<number>().as('count')])
        .where('accession_id', 'in', among(ids))
        .groupBy(['accession_id', 'standing', 'outcome'])
        .execute()
      const items = await sql<{
        id: string
        items: number
        processing: number
        failed: number
        read: number
        rendered: number
        searchable: number
      }>`select accession_id as id, count(*) as items, sum(waiting or (not failed and indexed_seq = 0)) as processing, sum(failed and not waiting) as failed,
          sum(read_state in ('done', 'none')) as read, sum(render_state in ('done', 'none')) as rendered,
          sum(indexed_seq > 0 and indexed_seq >= index_seq and not failed and not waiting) as searchable
        from (select accession_id, read_state, render_state, indexed_seq, index_seq,
            read_state = 'waiting' or render_state = 'waiting' as waiting, read_state = 'failed' or render_state = 'failed' as failed
          from items where accession_id in ${among(ids)} and deleted_at is null) group by accession_id`.execute(db)
      return ids.map((id): AccessionCounts => {
        const own = lines.filter((row) => row.accession_id === id)
        const sum = (rows: typeof own) => rows.reduce((total, { count }) => total + count, 0)
        const of = (outcome: Outcome) => sum(own.filter((row) => row.outcome === outcome))
        const [attention, working, done] = lineStates.map((_, i) => sum(own.filter((row) => row.standing === i))) as [
          number,
          number,
          number,
        ]
        const item = items.rows.find((row) => row.id === id)
        const { items: all = 0, processing = 0, failed = 0, read = 0, rendered = 0, searchable = 0 } = item ?? {}
        return {
          files: sum(own),
          accepted: of('accepted'),
          duplicates: of('duplicate'),
          rejected: of('rejected'),
          items: all,
          processing,
          ready: all - processing - failed,
          failed,
          read,
          rendered,
          searchable,
          attention,
          working,
          done,
        }
      })
    },
  }
}
