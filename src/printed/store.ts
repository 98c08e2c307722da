/** Printed volumes, what stands in them, and those that are being taken in, as the feature needs them stored. */
import type { Imprint, VolumeType } from '../publications/volume.ts'
import type { VolumePage } from './gather.ts'
import type { Anchor } from './labels.ts'
import type { Entry, PlannedPart } from './plan.ts'
import type { PrintedIn } from './printed.ts'

/** What people say of a volume that is taken in. */
export interface ImportFields {
  publicationId: string | null
  seriesTitle: string
  number: number | null
  title: string
  type: VolumeType
  year: string
  place: string
  imprint: Partial<Imprint>
  accessionId: string | null
  path: string
  textStart: number | null
  marksAt: 'head' | 'foot' | null
  anchors: Anchor[]
  contents: string
  entries: Entry[]
}
export const importStates = ['draft', 'importing', 'done'] as const

/** How the volume was cut when somebody said so: what the job works by, whatever becomes of the files meanwhile. */
export interface Frozen {
  pages: VolumePage[]
  labels: string[]
  parts: PlannedPart[]
  /** Files that have no page, of the first part. */
  besides: string[]
  /** Items whose files these are. */
  itemIds: string[]
}
export interface PrintedImport {
  id: string
  state: (typeof importStates)[number]
  fields: ImportFields
  volumeId: string | null
  jobId: string | null
  revision: number
  createdBy: string
  createdName: string
  createdAt: string
  updatedAt: string
}

/** What is kept of a part; of an item in the recycle bin nothing is told. */
export type StoredPart = Pick<
  PrintedIn,
  'volumeId' | 'order' | 'kind' | 'column' | 'title' | 'byline' | 'from' | 'to'
> & {
  itemId: string
}

export interface PrintedStore {
  /** Latest changed first. */
  imports(): Promise<PrintedImport[]>
  getImport(id: string): Promise<PrintedImport | undefined>
  insertImport(found: PrintedImport): Promise<void>
  updateImport(found: PrintedImport): Promise<void>
  freeze(id: string, frozen: Frozen): Promise<void>
  frozen(id: string): Promise<Frozen | undefined>
  removeImport(id: string): Promise<void>
  insertPart(part: StoredPart): Promise<void>
  /** In their order. */
  parts(volumeId: string): Promise<StoredPart[]>
  /** Where each of these items is printed; those that are not are left out. */
  ofItems(itemIds: readonly string[]): Promise<ReadonlyMap<string, PrintedIn>>
}
