/** A year's work, counted from archive.db. */
import { sql } from 'kysely'
import type { Division, StatisticsStore, Tally, YearSums } from '../../statistics/store.ts'
import type { Database } from './database.ts'
import { itemSums } from './item-sums.ts'

const own = (from: string, to: string) => sql`accessions a join items i on i.accession_id = a.id
  and a.received_date between ${from} and ${to} and i.deleted_at is null and i.kind <> 'object' and a.sample = 0`

const values: Record<Exclude<Division, 'subjects'>, ReturnType<typeof sql>> = {
  sources: sql`coalesce(json_extract(a.contributor, '$.name'), '')`,
  units: sql`coalesce(json_extract(a.contributor, '$.workUnit'), '')`,
  types: sql`a.acquisition_type`,
  categories: sql`coalesce(i.category, '')`,
  genres: sql`coalesce(i.genre, '')`,
  months: sql`cast(substr(a.received_date, 6, 2) as integer)`,
  access: sql`case when i.withdrawn_at is not null then 'withdrawn' else i.access end`,
}

export function createStatisticsStore(db: Database): StatisticsStore {
  return {
    async sums(from, to) {
      const { rows } = await sql<YearSums>`select ${itemSums}, count(distinct a.id) as accessions,
        count(distinct json_extract(a.contributor, '$.name')) as contributors from ${own(from, to)}`.execute(db)
      return rows[0]!
    },
    async divided(division, from, to, limit) {
      const order = division === 'months' ? sql`cast(value as integer)` : sql`items desc, value`
      const query =
        division === 'subjects'
          ? sql<Tally>`select coalesce(s.value, '') as value, ${itemSums} from ${own(from, to)}
              left join json_each(i.description, '$.subjects') s group by 1 order by ${order} limit ${limit}`
          : sql<Tally>`select cast(${values[division]} as text) as value, ${itemSums} from ${own(from, to)}
              group by 1 order by ${order} limit ${limit}`
      return (await query.execute(db)).rows
    },
    async years() {
      const { rows } = await sql<{
        year: number
      }>`select distinct cast(substr(received_date, 1, 4) as integer) as year from accessions where sample = 0 order by year desc limit 200`.execute(
        db,
      )
      return rows.map(({ year }) => year)
    },
  }
}
