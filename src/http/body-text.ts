import type { IncomingMessage } from 'node:http'
import { Fault } from '../faults.ts'

/** The body as text: UTF-8, else GB18030 as spreadsheets in China write it; null where it is neither. Fault request.too-large. */
export async function bodyText(request: IncomingMessage, limit: number): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= limit) chunks.push(chunk)
  }
  if (size > limit) throw new Fault('request.too-large', { limit })
  const bytes = Buffer.concat(chunks)
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
