/** A change as items and authorities keep it in their histories. */
import type { Change, Made, Revision } from '../../items/item.ts'
import type { ItemRevisionRow } from './rows/items.ts'

type Row = Omit<ItemRevisionRow, 'item_id'>

export const revisionRow = (revision: number, made: Made): Row => ({
  revision,
  action: made.action,
  actor_id: made.actorId,
  actor_name: made.actorName,
  at: made.at,
  changes: JSON.stringify(made.changes),
})

export const toRevision = (row: Row): Revision => ({
  revision: row.revision,
  action: row.action,
  actorId: row.actor_id,
  actorName: row.actor_name,
  at: row.at,
  changes: JSON.parse(row.changes) as Change[],
})
