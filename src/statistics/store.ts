/** What the records say of a year's work. */
export interface Sums {
  items: number
  /** Items that have a text. */
  texts: number
  characters: number
  /** Photographs and scans as received, also those that cannot be shown. */
  images: number
}
export interface Tally extends Sums {
  /** '' where nothing was said. */
  value: string
}

/** By what a year is divided. An item may have several subjects, and counts under each. */
export const divisions = ['sources', 'units', 'types', 'categories', 'genres', 'subjects', 'months', 'access'] as const
export type Division = (typeof divisions)[number]

export interface YearSums extends Sums {
  accessions: number
  /** Named ones, each once. */
  contributors: number
}

export interface StatisticsStore {
  /** Of what was received from one ISO day to another, both included, whoever may read it; what was deleted is not counted. */
  sums(from: string, to: string): Promise<YearSums>
  /** Most items first; months in their order. At most `limit`. */
  divided(division: Division, from: string, to: string, limit: number): Promise<Tally[]>
  /** Years in which something was received, latest first. */
  years(): Promise<number[]>
}
