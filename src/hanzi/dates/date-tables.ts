/** Eras and periods made ready for reading: by folded name, for the longest match at a place. */
import { dateName } from './date-text.ts'
import { type Era, eras as standardEras } from './eras.ts'
import { type Period, periods as standardPeriods } from './periods.ts'

export interface Names<T> {
  byName: ReadonlyMap<string, T[]>
  /** Longest first. */
  lengths: readonly number[]
  firstUnits: ReadonlySet<string>
}

function namesOf<T>(entries: readonly T[], names: (entry: T) => readonly string[]): Names<T> {
  const byName = new Map<string, T[]>()
  for (const entry of entries) {
    for (const name of names(entry)) {
      const folded = dateName(name)
      if (folded === '') continue
      const same = byName.get(folded)
      if (same) same.push(entry)
      else byName.set(folded, [entry])
    }
  }
  const all = [...byName.keys()]
  return {
    byName,
    lengths: [...new Set(all.map((name) => name.length))].sort((a, b) => b - a),
    firstUnits: new Set(all.map((name) => name[0]!)),
  }
}

const eraNames = new WeakMap<readonly Era[], Names<Era>>()
const periodNames = new WeakMap<readonly Period[], Names<Period>>()

/** Computed once for each table passed. */
export function namesOfEras(eras: readonly Era[] = standardEras): Names<Era> {
  let found = eraNames.get(eras)
  if (!found) eraNames.set(eras, (found = namesOf(eras, ({ name }) => [name])))
  return found
}
export function namesOfPeriods(periods: readonly Period[] = standardPeriods): Names<Period> {
  let found = periodNames.get(periods)
  if (!found) periodNames.set(periods, (found = namesOf(periods, ({ names }) => names)))
  return found
}

/** The longest name that stands at `at`, and whose it is. */
export function nameAt<T>(names: Names<T>, s: string, at: number): { found: T[]; end: number } | null {
  if (!names.firstUnits.has(s[at] ?? '')) return null
  for (const length of names.lengths) {
    const found = names.byName.get(s.slice(at, at + length))
    if (found && at + length <= s.length) return { found, end: at + length }
  }
  return null
}
