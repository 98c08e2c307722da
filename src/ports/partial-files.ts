/** Files that arrive in parts, over days if need be: what has been acknowledged of one is on the disk. */
import type { Readable } from 'node:stream'
import type { Incoming } from './originals.ts'

export const checksumAlgorithms = ['sha1', 'sha256', 'md5'] as const
export interface Checksum {
  algorithm: (typeof checksumAlgorithms)[number]
  digest: Buffer
}

export interface PartialFiles {
  /** Bytes that are there; 0 where none ever came. */
  size(id: string): Promise<number>
  /**
   * Writes `source` from `offset` on, at most up to `length` bytes in all, and fsyncs; what is beyond `offset` is overwritten. A source may end early;
   * one that fails leaves what came. With a checksum all of it counts or nothing. Returns the new size.
   * Faults upload.checksum, upload.beyond, storage.full, storage.failing, and what the source failed with.
   */
  append(
    id: string,
    part: { offset: number; length: number; source: Readable; checksum: Checksum | null },
  ): Promise<number>
  /** The whole file as one that arrived, under another name: this one stays until it is removed. Reads all of it. */
  arrived(id: string): Promise<Incoming>
  remove(id: string): Promise<void>
  /** Removes those older than `before` (ms) that `known` denies. Returns how many. */
  sweep(before: number, known: (id: string) => Promise<boolean>): Promise<number>
}
