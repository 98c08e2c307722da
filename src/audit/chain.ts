/** The chain: every record's hash covers the one before it, so that one changed byte breaks all that follow. */
import { createHash } from 'node:crypto'
import type { AuditRecord } from './store.ts'

export const FIRST = '0'.repeat(64)

/** sha256 over the former hash and the record in a fixed form. */
export function hashOf(previous: string, record: Omit<AuditRecord, 'hash' | 'details'> & { details: string }): string {
  const { seq, at, actorId, actorName, address, act, subject, details } = record
  return createHash('sha256')
    .update(JSON.stringify([previous, seq, at, actorId, actorName, address, act, subject, details]))
    .digest('hex')
}
