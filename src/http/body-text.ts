import type { IncomingMessage } from 'node:http'
import { bodyBytes } from './body-bytes.ts'

/** The body as text: UTF-8, else GB18030 as spreadsheets in China write it; null where it is neither. Fault request.too-large. */
export async function bodyText(request: IncomingMessage, limit: number): Promise<string | null> {
  const bytes = await bodyBytes(request, limit)
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not in this one.
    }
  return null
}

/** `text/csv; charset=…` as `text/csv`. */
export const mediaTypeOf = (request: IncomingMessage): string =>
  (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()
