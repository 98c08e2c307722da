import type { Soundness } from '../ports/originals.ts'

export interface FixityRun {
  id: string
  jobId: string | null
  startedAt: string
  finishedAt: string | null
  total: number
  checked: number
}
export interface Finding {
  objectId: string
  itemId: string
  /** Of the item. */
  title: string
  /** As the giver called the file. */
  filename: string
  sha256: string
  kind: Exclude<Soundness, 'sound'>
}

export interface FixityStore {
  insert(run: FixityRun & { requestedBy: string }): Promise<void>
  get(id: string): Promise<(FixityRun & { bad: Finding[] }) | undefined>
  /** The run begun last. */
  last(): Promise<(FixityRun & { bad: Finding[] }) | undefined>
  setJob(id: string, jobId: string): Promise<void>
  /** Blobs not checked since `before`, longest unchecked first. */
  unchecked(before: string, limit: number): Promise<string[]>
  countBlobs(): Promise<number>
  /** Without those that only a sample has. */
  countOwnBlobs(): Promise<number>
  /** What was found of one blob: remembered with the blob, and in the run for every object on it. */
  found(runId: string, sha256: string, soundness: Soundness, at: string): Promise<void>
  progress(id: string, checked: number): Promise<void>
  finish(id: string, at: string): Promise<void>
}
