/** 年度统计 use-cases. Every item counts, whoever may read it: so only those who may read every item are told. */
import { type Actor, demand } from '../policy.ts'
import type { YearFigures } from './report.ts'
import { type Division, divisions, type StatisticsStore, type Tally } from './store.ts'

export interface Statistics {
  /** Of what was received in a year. */
  year(actor: Actor, year: number): Promise<YearFigures & { years: number[] }>
}

/** Rows of a table at most. */
const MOST = 200

const daysOf = (year: number): [from: string, to: string] => {
  const name = String(year).padStart(4, '0')
  return [`${name}-01-01`, `${name}-12-31`]
}

export function createStatistics(deps: { statistics: StatisticsStore; officeName: () => Promise<string> }): Statistics {
  const store = deps.statistics
  return {
    async year(actor, year) {
      demand(actor, 'statistics.read')
      const days = daysOf(year)
      const [sums, before, years, office, ...tallies] = await Promise.all([
        store.sums(...days),
        store.sums(...daysOf(year - 1)),
        store.years(),
        deps.officeName(),
        ...divisions.map((division) => store.divided(division, ...days, MOST)),
      ])
      const divided = Object.fromEntries(divisions.map((name, i) => [name, tallies[i]!])) as Record<Division, Tally[]>
      return { year, office, sums, before, divided, years }
    },
  }
}
