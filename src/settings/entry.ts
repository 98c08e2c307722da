/** 年号表 and 时期表 as an archive has them: the built-in entries, changed or hidden by rows of its own, and further ones. Pure. */
import { type DateOptions, dateName } from '../hanzi/dates/dates.ts'
import { eras as builtInEras, type Era } from '../hanzi/dates/eras.ts'
import { periods as builtInPeriods, type Period } from '../hanzi/dates/periods.ts'
import { settingsAt } from './setting.ts'
import { holds, type SetRow } from './store.ts'

interface Shelved {
  /** Out of use; kept, so that it can be taken back. */
  hidden: boolean
  /** Where it is from. */
  note: string
}
export type EraValue = Era & Shelved
export type PeriodValue = Period & Shelved
export interface Values {
  era: EraValue
  period: PeriodValue
}
export type TableKind = keyof Values

export interface Entry<Value> {
  id: string
  origin: 'built-in' | 'changed' | 'own'
  /** 0 for what is as it was built in. */
  revision: number
  value: Value
}

const shelved = { hidden: false, note: '' }
const eraId = ({ name, dynasty, first, from = first }: Era): string => `${dynasty}${name}${from}`
/** By ids that stay: a name with the year its use began, the first name of a period. */
const builtIn: { [Kind in TableKind]: ReadonlyMap<string, Values[Kind]> } = {
  era: new Map(builtInEras.map((era) => [eraId(era), { ...era, ...shelved }])),
  period: new Map(builtInPeriods.map((period) => [period.names[0]!, { ...period, ...shelved }])),
}

/** Own entries first, then the built-in ones in their order. */
export function entriesAt<Kind extends TableKind>(
  kind: Kind,
  rows: readonly SetRow[],
  at = Number.POSITIVE_INFINITY,
): Entry<Values[Kind]>[] {
  const own = new Map<string, Entry<Values[Kind]>>()
  for (const row of rows) {
    if (row.kind !== kind || !holds(row, at)) continue
    const origin = builtIn[kind].has(row.id) ? 'changed' : 'own'
    own.set(row.id, { id: row.id, origin, revision: row.since, value: row.value as Values[Kind] })
  }
  return [
    ...[...own.values()].filter(({ origin }) => origin === 'own'),
    ...[...builtIn[kind]].map(
      ([id, value]) => own.get(id) ?? { id, origin: 'built-in' as const, revision: 0, value: value as Values[Kind] },
    ),
  ]
}

export const namesOf = (value: EraValue | PeriodValue): readonly string[] =>
  'names' in value ? value.names : [value.name]

/** How dates are read, as of a revision. */
export function datesAt(rows: readonly SetRow[], at = Number.POSITIVE_INFINITY): DateOptions {
  const { liberationDate, ganzhiYears, centuryOfShortYears } = settingsAt(rows, at).values
  const inUse = <Kind extends TableKind>(kind: Kind): Values[Kind][] =>
    entriesAt(kind, rows, at).flatMap(({ value }) => (value.hidden ? [] : [value]))
  return {
    liberationDate,
    candidates: [ganzhiYears.from, ganzhiYears.to],
    century: centuryOfShortYears,
    eras: inUse('era'),
    periods: inUse('period'),
  }
}

const present = (rows: readonly SetRow[], kind: SetRow['kind'], id: string) =>
  rows.filter((row) => row.kind === kind && row.id === id)

/**
 * The folded names whose reading may have changed since a revision; null: any date's may have. Whatever was between counts too: something may have been
 * read by it.
 */
export function namesChangedSince(rows: readonly SetRow[], since: number): ReadonlySet<string> | null {
  const changed = rows.filter((row) => row.since > since || (row.until ?? 0) > since)
  const names = new Set<string>()
  const add = (values: Iterable<EraValue | PeriodValue | undefined>) => {
    for (const value of values) if (value) for (const name of namesOf(value)) names.add(dateName(name))
  }
  for (const { kind, id } of changed) {
    if (kind === 'setting') {
      if (id === 'ganzhiYears' || id === 'centuryOfShortYears') return null
      const local = [
        ...builtIn.period.values(),
        ...rows.flatMap((row) => (row.kind === 'period' ? [row.value as PeriodValue] : [])),
      ]
      if (id === 'liberationDate') add(local.filter(({ isLocal }) => isLocal))
    } else add([builtIn[kind].get(id), ...present(rows, kind, id).map(({ value }) => value as EraValue | PeriodValue)])
  }
  return names
}

/** Another entry in use that has one of the names: of a period each name is its own, of an era the name in its dynasty and years. */
export function takenBy<Kind extends TableKind>(
  id: string,
  value: Values[Kind],
  entries: readonly Entry<Values[Kind]>[],
): { name: string; id: string } | null {
  const own = new Map(namesOf(value).map((name) => [dateName(name), name]))
  for (const other of entries) {
    if (other.id === id || other.value.hidden || value.hidden) continue
    const same = namesOf(other.value).find((name) => own.has(dateName(name)))
    if (same !== undefined && (!isEra(value) || !isEra(other.value) || meet(value, other.value)))
      return { name: own.get(dateName(same))!, id: other.id }
  }
  return null
}
const isEra = (value: EraValue | PeriodValue): value is EraValue => 'name' in value
const meet = (a: Era, b: Era): boolean =>
  a.dynasty === b.dynasty && (a.from ?? a.first) <= b.last && (b.from ?? b.first) <= a.last
