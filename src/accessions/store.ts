/** Accessions and their list of received files, as the features need them stored. */

import type { Problem } from '../faults.ts'
import type { Accession, AccessionCounts, Outcome } from './accession.ts'

export interface FileLine {
  accessionId: string
  filename: string
  originalPath: string | null
  outcome: Outcome
  objectId: string | null
  itemId: string | null
  sha256: string | null
  size: number | null
  duplicateOf: string | null
  problem: Problem | null
  receivedBy: string
  receivedAt: string
}

export interface AccessionStore {
  get(id: string): Promise<Accession | undefined>
  getMany(ids: readonly string[]): Promise<Accession[]>
  /** The accession of one user and day, for the short form. */
  ofDay(dayKey: string): Promise<Accession | undefined>
  /** `number` is given by the store: the next of `year`. */
  insert(accession: Omit<Accession, 'accessionNumber'>, year: number, dayKey: string | null): Promise<Accession>
  close(id: string, at: string): Promise<void>
  list(page: { from: number; size: number }): Promise<{ total: number; accessions: Accession[] }>
  addFile(line: FileLine): Promise<void>
  files(
    accessionId: string,
    outcome: Outcome | null,
    page: { from: number; size: number },
  ): Promise<{ total: number; files: FileLine[] }>
  counts(accessionId: string): Promise<AccessionCounts>
}
