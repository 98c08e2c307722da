/** The bytes people gave us: content-addressed, immutable, never overwritten (design: architecture.md, "Bytes first, row second"). */
import type { Readable } from 'node:stream'

/** A file that has arrived in full in incoming/ and is fsynced, but is not yet kept. */
export interface Incoming {
  path: string
  /** Lower-case hexadecimal. */
  sha256: string
  /** Bytes. */
  size: number
  /** The first bytes (≤ 8192), for telling the format. */
  head: Buffer
}

/** Written once beside the bytes, never rewritten: enough to list the file again if the database is lost. */
export interface SideFile {
  objectId: string
  itemId: string
  accessionId: string
  accessionNumber: string
  sha256: string
  size: number
  /** As decoded for people. */
  filename: string
  /** The donor's bytes, base64: the decoded name may be a guess. */
  filenameBytes: string
  originalPath: string | null
  receivedBy: string
  receivedAt: string
  /** The archive's epoch then: an orphan of another epoch is a file newer than a restored backup, and is never swept. */
  epoch: number
}

export type Soundness = 'sound' | 'changed' | 'missing' | 'unreadable'

export interface Originals {
  /**
   * Streams into incoming/, hashing on the way, and fsyncs. A stream over `limit` bytes is drained and the partial file removed:
   * Fault `file.too-large`. A full disk: Fault `storage.full`; another write error: `storage.failing`.
   */
  receive(source: Readable, limit: number): Promise<Incoming>
  /**
   * Moves the bytes to their content address (unless they are there already and sound), writes the side file (null: one more copy of an object
   * that has its own), fsyncs files and folders. Durable on return.
   */
  keep(incoming: Incoming, side: SideFile | null): Promise<void>
  /** Removes an incoming file that will not be kept. Touches incoming/ only. */
  discard(incoming: Incoming): Promise<void>
  /** The bytes from `start` to `end` inclusive. Fault `object.damaged` when they are not there or have another length than `size`. */
  open(sha256: string, range: { size: number; start: number; end: number }): Promise<Readable>
  /** Where a child process may read the bytes from. Never shown to anybody. */
  path(sha256: string): string
  /** Reads every byte again and compares. */
  verify(sha256: string): Promise<Soundness>
  /** Every side file of the store. */
  sideFiles(): AsyncIterable<SideFile>
  /**
   * Removes what a crash left behind and is older than `before` (ms): files in incoming/, and kept bytes that `known` denies and whose side files,
   * if any, are all of `epoch`. Returns how many files went.
   */
  sweep(before: number, epoch: number, known: (sha256: string) => Promise<boolean>): Promise<number>
  /** Free bytes on the volume. */
  free(): Promise<number>
}
