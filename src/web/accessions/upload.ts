/** A file on its way, and what the service said of it. */
import type { AnswerOf } from '../api.ts'
import type { LocalFile } from './dropped.ts'

export type Received = AnswerOf<'post /accessions/{id}/files'>['results'][number]

export interface Upload extends LocalFile {
  id: number
  state: 'waiting' | 'sending' | 'failed'
  /** Bytes. */
  sent: number
  /** Failed requests it was part of. */
  tries: number
  /** Why not: of ours, or what the service said. */
  why: 'unreadable' | string | null
}
