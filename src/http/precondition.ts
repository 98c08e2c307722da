import type { IncomingMessage } from 'node:http'
import { Fault } from '../faults.ts'

/** The revision in If-Match, strong or weak (`"3"`, `W/"3"`, `3`), or '*'. Faults request.precondition (428), item.stale for another kind of tag. */
export function requireMatch(request: IncomingMessage): number | '*' {
  const header = request.headers['if-match']?.trim()
  if (!header) throw new Fault('request.precondition')
  if (header === '*') return '*'
  const revision = /^(?:W\/)?"?(\d{1,15})"?$/.exec(header)?.[1]
  if (revision === undefined) throw new Fault('item.stale', { revision: '?' })
  return Number(revision)
}

export const revisionTag = (revision: number): string => `W/"${revision}"`
