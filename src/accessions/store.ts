/** Accessions and their list of received files, as the features need them stored. */

import type { Problem } from '../faults.ts'
import type { Encoding } from '../ports/text-reader.ts'
import type { Accession, AccessionCounts, AcquisitionType, LineDecision, LineState, Outcome } from './accession.ts'

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

/** A line as it stands now: its file may have been joined to another item since. */
export interface StoredLine extends FileLine {
  id: number
  state: LineState
  /** The item that holds the file now. */
  presentItemId: string | null
  decision: LineDecision | null
  decidedAt: string | null
}

/** Which member of which archive file a file is. */
export interface Membership {
  itemId: string
  objectId: string
  /** 0-based place in the archive. */
  member: number
}

export interface AccessionFilter {
  /** In number, title, contributor or handler, as written. */
  text: string
  acquisitionType: AcquisitionType | null
  /** Of receipt. */
  year: number | null
  state: 'open' | 'closed' | 'to-return' | null
}

export interface AccessionStore extends LineStore {
  /** In which encoding the files of these sources (`sourceOf`) are tried first; only those of which it is known. */
  encodings(sources: readonly string[]): Promise<Map<string, Encoding>>
  /** null forgets. */
  rememberEncoding(source: string, encoding: Encoding | null, by: string, at: string): Promise<void>
  get(id: string): Promise<Accession | undefined>
  getMany(ids: readonly string[]): Promise<Accession[]>
  /** The accession of one user and day, for the short form. */
  ofDay(dayKey: string): Promise<Accession | undefined>
  /** `number` is given by the store: the next of `year`, or of the sample. */
  insert(accession: Omit<Accession, 'accessionNumber'>, year: number, dayKey: string | null): Promise<Accession>
  update(accession: Accession): Promise<void>
  close(id: string, at: string): Promise<void>
  /** Those of the sample that are not removed. */
  samples(): Promise<Accession[]>
  /** From now on there is no such accession; its items stay where they are. */
  removeSample(id: string): Promise<void>
  /** Newest first; what is to be returned, the first due first. */
  list(
    filter: AccessionFilter,
    page: { from: number; size: number },
  ): Promise<{ total: number; accessions: Accession[] }>
}

export interface LineStore {
  /** False where this member of an archive has its line already: unpacking may happen twice, its lines may not. */
  addFile(line: FileLine, container?: Membership): Promise<boolean>
  /** In the order received; with `urgent`, what needs somebody first, then what is worked on. */
  files(
    accessionId: string,
    filter: { outcome: Outcome | null; state: LineState | null; urgent: boolean },
    page: { from: number; size: number },
  ): Promise<{ total: number; files: StoredLine[] }>
  /** One line of an accession, or undefined. */
  line(accessionId: string, id: number): Promise<StoredLine | undefined>
  decide(id: number, decision: LineDecision | null, by: string, at: string): Promise<void>
  /** For each id, in order. */
  counts(accessionIds: readonly string[]): Promise<AccessionCounts[]>
}
