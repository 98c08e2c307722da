/** The tables by which dates are read, as they are now, in whichever process or thread asks. */
import type { DateOptions } from '../hanzi/dates/dates.ts'
import { datesAt, namesChangedSince } from './entry.ts'
import type { SettingStore } from './store.ts'

/** Equal objects as long as nothing was changed, so that what is computed of them once holds. */
export type Dates = () => Promise<DateOptions>

/** One small read while nothing changes. */
export function createDates(settings: Pick<SettingStore, 'revision' | 'rows'>): Dates {
  let known: { revision: number; dates: DateOptions } | null = null
  return async () => {
    const revision = await settings.revision()
    if (known?.revision !== revision) known = { revision, dates: datesAt(await settings.rows(), revision) }
    return known.dates
  }
}

/** What dates were read by before, and what they are to be read by. */
export interface Redating {
  revision: number
  present: DateOptions
  /** Every table in use since all was last read again, the oldest first: something may have been read by any of them. */
  former: DateOptions[]
  /** Folded names whose reading may differ; null: anything's may. */
  names: ReadonlySet<string> | null
}

/** Former tables that are looked back upon; many edits in a row are one long change. */
const MOST_FORMER = 50

/** Null where all has been read by the present tables. */
export async function redatingOf(settings: SettingStore): Promise<Redating | null> {
  const [applied, revision] = [await settings.applied(), await settings.revision()]
  if (applied >= revision) return null
  const rows = await settings.rows()
  const between = [...new Set(rows.flatMap(({ since, until }) => [since, until ?? 0]))]
    .filter((one) => one > applied && one < revision)
    .sort((a, b) => a - b)
  return {
    revision,
    present: datesAt(rows, revision),
    former: [applied, ...between.slice(-MOST_FORMER)].map((one) => datesAt(rows, one)),
    names: namesChangedSince(rows, applied),
  }
}
