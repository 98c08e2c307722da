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

/** Which member of which archive file a file is. */
export interface Membership {
  itemId: string
  objectId: string
  /** 0-based place in the archive. */
  member: number
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
  /** False where this member of an archive has its line already: unpacking may happen twice, its lines may not. */
  addFile(line: FileLine, container?: Membership): Promise<boolean>
  files(
    accessionId: string,
    outcome: Outcome | null,
    page: { from: number; size: number },
  ): Promise<{ total: number; files: FileLine[] }>
  counts(accessionId: string): Promise<AccessionCounts>
}
