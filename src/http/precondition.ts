import type { IncomingMessage } from 'node:http'

/** What If-Match names: a revision, strong or weak (`"3"`, `W/"3"`, `3`); '*' for any; null where it is missing. A tag of another kind matches nothing. */
export function ifMatchOf(request: IncomingMessage): number | '*' | null {
  const header = request.headers['if-match']?.trim()
  if (!header) return null
  if (header === '*') return '*'
  return Number(/^(?:W\/)?"?(\d{1,15})"?$/.exec(header)?.[1] ?? -1)
}

export const revisionTag = (revision: number): string => `W/"${revision}"`
