/** Lists of items: which are in them and in which order; and sums over many. */
import { type ExpressionBuilder, type Selectable, sql } from 'kysely'
import type { ItemFilter, ItemSort, ItemStore, ListPlace } from '../../items/store.ts'
import type { Database } from './database.ts'
import { toItem } from './item-row.ts'
import { visible } from './item-scope.ts'
import { itemSums } from './item-sums.ts'
import type { ItemRow } from './rows/items.ts'
import type { Schema } from './schema.ts'

function matching(eb: ExpressionBuilder<Schema, 'items'>, filter: ItemFilter) {
  const all = [eb('deleted_at', filter.deleted ? 'is not' : 'is', null)]
  const equal = {
    accession_id: filter.accession,
    container_id: filter.container,
    kind: filter.kind,
    category: filter.category,
    genre: filter.genre,
    review: filter.review,
  } as const
  for (const [column, value] of Object.entries(equal)) {
    if (value !== undefined) all.push(eb(column as keyof typeof equal, '=', value))
  }
  const holds = (column: 'persons' | 'places', value: string) =>
    all.push(
      sql<boolean>`exists (select 1 from json_each(${sql.ref(column)}) where json_each.value = ${value})` as never,
    )
  if (filter.person !== undefined) holds('persons', filter.person)
  if (filter.place !== undefined) holds('places', filter.place)
  if (filter.access === 'withdrawn') all.push(eb('withdrawn_at', 'is not', null))
  else if (filter.access !== undefined)
    all.push(eb.and([eb('access', '=', filter.access), eb('withdrawn_at', 'is', null)]))
  if (filter.fromDay !== undefined) all.push(eb('day_max', '>=', filter.fromDay))
  if (filter.toDay !== undefined) all.push(eb('day_min', '<=', filter.toDay))
  const waiting = eb.or([eb('read_state', '=', 'waiting'), eb('render_state', '=', 'waiting')])
  const failed = eb.or([eb('read_state', '=', 'failed'), eb('render_state', '=', 'failed')])
  if (filter.state === 'processing') all.push(eb.or([waiting, eb.and([eb.not(failed), eb('indexed_seq', '=', 0)])]))
  if (filter.state === 'failed') all.push(eb.and([failed, eb.not(waiting)]))
  if (filter.state === 'ready') all.push(eb.and([eb.not(failed), eb.not(waiting), eb('indexed_seq', '>', 0)]))
  return eb.and(all)
}

const orders: Record<ItemSort, [string, 'asc' | 'desc'][]> = {
  number: [],
  '-number': [['number', 'desc']],
  title: [['title_sort', 'asc']],
  date: [['day_min', 'asc']],
  referenceCode: [['code_sort', 'asc']],
  '-updatedAt': [['updated_at', 'desc']],
}

interface Step {
  by: ReturnType<typeof sql<string | number>>
  isDown: boolean
}
/** What a list is ordered by, one after the other: what is missing last, ties by number. */
const stepsOf = (sort: ItemSort): Step[] => [
  ...orders[sort].flatMap(([column, direction]): Step[] => [
    { by: sql<number>`coalesce(${sql.ref(column)}, '') = ''`, isDown: false },
    { by: sql<string | number>`coalesce(${sql.ref(column)}, '')`, isDown: direction === 'desc' },
  ]),
  { by: sql<number>`number`, isDown: false },
]
function placeOf(sort: ItemSort, row: Selectable<ItemRow>, total: number): ListPlace {
  const keys = orders[sort].flatMap(([column]) => {
    const value = row[column as keyof ItemRow] as string | number | null
    return value === null || value === '' ? [1, ''] : [0, value]
  })
  return { sort, keys, number: row.number, total }
}
/** Rows behind that place. */
const follows = (steps: readonly Step[], place: readonly (string | number)[]) =>
  sql<boolean>`(${sql.join(
    steps.map(({ by, isDown }, i) => {
      const same = steps.slice(0, i).map((step, k) => sql`${step.by} = ${place[k]!}`)
      return sql`(${sql.join([...same, sql`${by} ${sql.raw(isDown ? '<' : '>')} ${place[i]!}`], sql` and `)})`
    }),
    sql` or `,
  )})`

export function createItemLists(
  db: Database,
): Pick<ItemStore, 'list' | 'walk' | 'namesWithin' | 'notSearched' | 'totals'> {
  return {
    async list(filter, scope, sort, { from, size, after }) {
      const base = db
        .selectFrom('items')
        .where((eb) => eb.and([matching(eb as never, filter), visible(eb as never, scope)]))
      const count = () => base.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      const total = after?.total ?? (await count()).total
      const steps = stepsOf(sort)
      let query = base.selectAll()
      if (after) query = query.where(follows(steps, [...after.keys, after.number]))
      for (const { by, isDown } of steps) query = query.orderBy(by, isDown ? 'desc' : 'asc')
      const rows = await query.offset(from).limit(size).execute()
      const last = rows.at(-1)
      return { total, items: rows.map(toItem), last: last ? placeOf(sort, last, total) : null }
    },
    async walk(after, limit) {
      const rows = await db
        .selectFrom('items')
        .selectAll()
        .where('number', '>', after)
        .orderBy('number')
        .limit(limit)
        .execute()
      const { last } = await db
        .selectFrom('items')
        .select(({ fn }) => fn.max('number').as('last'))
        .executeTakeFirstOrThrow()
      return { items: rows.map(toItem), last: Number(last ?? 0) }
    },
    async namesWithin(scope) {
      const rows = await db
        .selectFrom('items')
        .select(['id', 'title', 'reference_code as referenceCode', 'creators', 'persons', 'places'])
        .where((eb) => eb.and([eb('deleted_at', 'is', null), visible(eb as never, scope)]))
        .execute()
      return rows.map(({ creators, persons, places, ...row }) => ({
        ...row,
        creators: JSON.parse(creators),
        persons: JSON.parse(persons),
        places: JSON.parse(places),
      }))
    },
    async notSearched(scope) {
      const row = await db
        .selectFrom('items')
        .select([
          sql<number>`coalesce(sum(text_revision is null and (kind in ('photograph', 'scan') or image_only_pages > 0)), 0)`.as(
            'imagesOnly',
          ),
          sql<number>`coalesce(sum(text_revision is null and read_state = 'failed'), 0)`.as('unreadable'),
        ])
        .where((eb) => eb.and([eb('deleted_at', 'is', null), visible(eb as never, scope)]))
        .executeTakeFirstOrThrow()
      return row
    },
    async totals() {
      const { rows } = await sql<Awaited<ReturnType<ItemStore['totals']>>>`select ${itemSums} from items
        where deleted_at is null and accession_id not in (select id from accessions where sample <> 0)`.execute(db)
      return rows[0]!
    },
  }
}
